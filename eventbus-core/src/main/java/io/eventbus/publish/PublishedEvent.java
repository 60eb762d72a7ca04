package io.eventbus.publish;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;

/**
 * An event that the broker has acknowledged. Immutable.
 *
 * @param metadata its identity and origin
 * @param topic where it went
 * @param partition counted from 0
 * @param offset counted from 0
 */
public record PublishedEvent(EventMetadata metadata, String topic, int partition, long offset) {

  /** Checks the arguments. */
  public PublishedEvent {
    Arguments.requirePresent(metadata, "metadata");
    Arguments.requireText(topic, "topic");
  }
}
