package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The headers of {@link DeadLetterHeaders}. */
final class OwnConvention implements LetterConvention {

  static final OwnConvention INSTANCE = new OwnConvention();

  private OwnConvention() {}

  @Override
  public @Nullable LetterOrigin origin(EncodedEvent letter) {
    var topic = letter.header(DeadLetterHeaders.TOPIC);
    return topic == null ? null : origin(letter, topic);
  }

  /** The place that the headers tell in a topic that is known. */
  static @Nullable LetterOrigin origin(EncodedEvent record, String topic) {
    var partition = record.header(DeadLetterHeaders.PARTITION);
    var offset = record.header(DeadLetterHeaders.OFFSET);
    var time = record.header(DeadLetterHeaders.TIME);
    if (partition == null || offset == null || time == null) {
      return null;
    }
    try {
      return new LetterOrigin(
          topic, Integer.parseInt(partition), Long.parseLong(offset), Instant.parse(time));
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  @Override
  public Death death(EncodedEvent letter, Instant at) {
    return new Death(
        reason(letter.header(DeadLetterHeaders.REASON)),
        letter.header(DeadLetterHeaders.GROUP),
        number(letter.header(DeadLetterHeaders.ATTEMPTS), 0),
        round(letter),
        letter.header(DeadLetterHeaders.EXCEPTION_CLASS),
        letter.header(DeadLetterHeaders.EXCEPTION_MESSAGE),
        letter.header(DeadLetterHeaders.STACK_TRACE),
        at);
  }

  /** How often a record tells that its event has died; 1 where it does not. */
  static int round(EncodedEvent record) {
    return number(record.header(DeadLetterHeaders.ROUND), 1);
  }

  private static int number(@Nullable String text, int least) {
    try {
      return text == null ? least : Math.max(least, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return least;
    }
  }

  private static DeadLetterReason reason(@Nullable String code) {
    for (var reason : DeadLetterReason.values()) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    return DeadLetterReason.RETRIES_EXHAUSTED;
  }
}
