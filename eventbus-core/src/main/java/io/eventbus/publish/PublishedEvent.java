package io.eventbus.publish;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;

/**
 * An event that was published. Immutable.
 *
 * @param metadata its identity and origin
 * @param topic where it went
 * @param partition counted from 0, -1 unless it was acknowledged
 * @param offset counted from 0, -1 unless it was acknowledged
 * @param outcome what has become of it
 */
public record PublishedEvent(
    EventMetadata metadata, String topic, int partition, long offset, PublishOutcome outcome) {

  /** Checks the arguments. */
  public PublishedEvent {
    Arguments.requirePresent(metadata, "metadata");
    Arguments.requireText(topic, "topic");
    Arguments.requirePresent(outcome, "outcome");
  }

  /** One that the broker has acknowledged. */
  public PublishedEvent(EventMetadata metadata, String topic, int partition, long offset) {
    this(metadata, topic, partition, offset, PublishOutcome.ACKNOWLEDGED);
  }
}
