package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The headers of Spring Kafka's {@code DeadLetterPublishingRecoverer}: texts, and numbers in their
 * binary form. Of several deaths it adds up the headers; the first tells where the event comes
 * from, the last how it died.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html#dead-letters">
 *     Publishing Dead-letter Records</a>
 */
final class SpringConvention implements LetterConvention {

  static final String PREFIX = "kafka_dlt-";
  static final String FAILURE_PREFIX = "springDeserializerException";
  static final String TOPIC = PREFIX + "original-topic";

  static final SpringConvention INSTANCE = new SpringConvention();

  private static final String PARTITION = PREFIX + "original-partition";
  private static final String OFFSET = PREFIX + "original-offset";
  private static final String TIMESTAMP = PREFIX + "original-timestamp";
  private static final String GROUP = PREFIX + "original-consumer-group";
  private static final String EXCEPTION = PREFIX + "exception-fqcn";
  private static final String CAUSE = PREFIX + "exception-cause-fqcn";
  private static final String MESSAGE = PREFIX + "exception-message";
  private static final String STACK_TRACE = PREFIX + "exception-stacktrace";
  private static final String UNDECODABLE = "DeserializationException";

  private SpringConvention() {}

  @Override
  public @Nullable LetterOrigin origin(EncodedEvent letter) {
    var topic = text(first(letter, TOPIC));
    var partition = number(first(letter, PARTITION));
    var offset = number(first(letter, OFFSET));
    var timestamp = number(first(letter, TIMESTAMP));
    if (topic == null || topic.isBlank() || partition == null || offset == null) {
      return null;
    }
    var time = Instant.ofEpochMilli(timestamp == null ? 0 : Math.max(0, timestamp));
    return partition < 0 || offset < 0
        ? null
        : new LetterOrigin(topic, partition.intValue(), offset, time);
  }

  @Override
  public Death death(EncodedEvent letter, Instant at) {
    var exception = letter.header(EXCEPTION);
    var cause = letter.header(CAUSE);
    var known = cause == null ? exception : cause; // around it stands one of the listener's
    var undecodable =
        (exception != null && exception.endsWith(UNDECODABLE))
            || (cause != null && cause.endsWith(UNDECODABLE));
    return new Death(
        undecodable ? DeadLetterReason.UNDECODABLE : DeadLetterReason.RETRIES_EXHAUSTED,
        letter.header(GROUP),
        0,
        1,
        known,
        letter.header(MESSAGE),
        letter.header(STACK_TRACE),
        at);
  }

  private static byte @Nullable [] first(EncodedEvent letter, String name) {
    return letter.headers().stream()
        .filter(header -> header.name().equals(name))
        .findFirst()
        .map(header -> header.value())
        .orElse(null);
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static @Nullable Long number(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    return switch (value.length) {
      case Integer.BYTES -> (long) ByteBuffer.wrap(value).getInt();
      case Long.BYTES -> ByteBuffer.wrap(value).getLong();
      default -> null;
    };
  }
}
