package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.event.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record that was sent back to its group, taken for what it was where it was read first: so it
 * keeps its identity, and its next dead letter tells the first origin. Immutable.
 *
 * @param encoded the record, as of the topic that it was first read from
 * @param origin where it was read there
 * @param round how often it has died, at least 1
 * @param group the group that it was sent back to
 */
public record RedrivenEvent(EncodedEvent encoded, RecordOrigin origin, int round, String group) {

  /** Checks the arguments. */
  public RedrivenEvent {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(origin, "origin");
    Arguments.requireAtLeast(round, 1, "round");
    Arguments.requireText(group, "group");
  }

  /**
   * Reads a record of a retry topic. On any other topic these headers mean nothing, since who may
   * write there must not be able to steer a consumer by them.
   *
   * @param topic the topic that the retry topic stands beside
   * @return empty if nothing tells where it was read first
   */
  public static Optional<RedrivenEvent> read(EncodedEvent record, String topic) {
    Arguments.requirePresent(record, "record");
    var origin = OwnConvention.origin(record, Arguments.requireText(topic, "topic"));
    var group = record.header(DeadLetterHeaders.GROUP);
    if (origin == null || group == null || group.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new RedrivenEvent(
            new EncodedEvent(topic, record.key(), record.headers(), record.body()),
            new RecordOrigin(origin.partition(), origin.offset(), origin.time()),
            OwnConvention.round(record),
            group));
  }

  /** The headers of a letter that is sent back: what tells where it comes from, and its own. */
  static List<EventHeader> headersOf(DeadLetter letter, LetterOrigin origin, String group) {
    var headers = new ArrayList<EventHeader>();
    headers.add(EventHeader.of(DeadLetterHeaders.TOPIC, origin.topic()));
    headers.add(number(DeadLetterHeaders.PARTITION, origin.partition()));
    headers.add(number(DeadLetterHeaders.OFFSET, origin.offset()));
    headers.add(EventHeader.of(DeadLetterHeaders.TIME, origin.time().toString()));
    headers.add(EventHeader.of(DeadLetterHeaders.GROUP, group));
    headers.add(number(DeadLetterHeaders.ROUND, letter.round()));
    for (var header : letter.encoded().headers()) {
      if (LetterConvention.isOfTheEvent(header.name())) {
        headers.add(header);
      }
    }
    return headers;
  }

  private static EventHeader number(String name, long value) {
    return EventHeader.of(name, String.valueOf(value));
  }
}
