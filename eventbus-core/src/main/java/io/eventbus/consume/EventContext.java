package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from and how often it was tried. Immutable.
 *
 * @param metadata its identity and origin
 * @param topic the topic that it was read from
 * @param partition counted from 0
 * @param offset counted from 0
 * @param key the record's key read as UTF-8, {@code null} where it has none
 * @param attempt which attempt this is, counted from 1
 * @param headers all headers of the record read as UTF-8, the last of each name
 */
public record EventContext(
    EventMetadata metadata,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    int attempt,
    Map<String, String> headers) {

  /** Checks the arguments. */
  public EventContext {
    Arguments.requirePresent(metadata, "metadata");
    Arguments.requireText(topic, "topic");
    Arguments.requireAtLeast(attempt, 1, "attempt");
    Arguments.requirePresent(headers, "headers");
    headers = headers instanceof HeaderTexts ? headers : Map.copyOf(headers);
  }

  /** Where it comes from, without what it holds. */
  @Override
  public String toString() {
    return "EventContext[topic="
        + topic
        + ", partition="
        + partition
        + ", offset="
        + offset
        + ", attempt="
        + attempt
        + ", id="
        + metadata.id()
        + "]";
  }
}
