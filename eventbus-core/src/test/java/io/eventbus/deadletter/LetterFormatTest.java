package io.eventbus.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterFormatTest {

  private final ConsumerRecord<byte[], byte[]> record =
      new ConsumerRecord<>(
          "orders.g.dlq", 1, 7, "key".getBytes(UTF_8), "{\"secret\":1}".getBytes(UTF_8));

  @Test
  void readsOurHeaders() {
    ours();
    text("ce_specversion", "1.0");
    text("ce_id", "e1");
    text("ce_source", "s");
    text("ce_type", "order.placed");
    text("ce_eventversion", "2");

    var letter = letter();

    assertThat(letter.id()).isEqualTo(new LetterId("orders.g.dlq", 1, 7));
    assertThat(letter.origin())
        .isEqualTo(new LetterOrigin("orders", 2, 41, Instant.parse("2026-11-21T10:15:30Z")));
    assertThat(letter.eventId()).isEqualTo("e1");
    assertThat(letter.type()).isEqualTo("order.placed");
    assertThat(letter.version()).isEqualTo(2);
    assertThat(letter.key()).isEqualTo("key");
    assertThat(letter.reason()).isEqualTo(DeadLetterReason.NOT_RETRYABLE);
    assertThat(letter.group()).isEqualTo("g");
    assertThat(letter.attempts()).isEqualTo(4);
    assertThat(letter.round()).isEqualTo(3);
    assertThat(letter.exceptionClass()).isEqualTo("a.B$C");
    assertThat(letter.exceptionMessage()).isEqualTo("words");
    assertThat(letter.stackTrace()).isEqualTo("trace");
    assertThat(letter.body()).isEqualTo(record.value());
  }

  @Test
  void showsNoBodyNoMessageAndNoKeyByItself() {
    ours();

    assertThat(letter().toString())
        .contains("orders.g.dlq:1:7")
        .doesNotContain("secret", "words", "trace", "key");
  }

  @Test
  void bareJsonHasItsFirstPlaceAsItsIdentity() {
    ours();

    assertThat(letter().eventId()).isEqualTo("orders-2-41");
    assertThat(letter().type()).isNull();
  }

  @Test
  void aBodyThatCannotBeReadHidesNoHeader() {
    ours();
    text("ce_specversion", "7");
    text("ce_id", "e1");
    text("ce_type", "order.placed");

    assertThat(letter().eventId()).isEqualTo("e1");
    assertThat(letter().type()).isEqualTo("order.placed");
  }

  @Test
  void readsTheHeadersOfSpringKafka() {
    text("kafka_dlt-original-topic", "orders");
    bytes("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(2).array());
    bytes("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(41).array());
    bytes("kafka_dlt-original-timestamp", ByteBuffer.allocate(8).putLong(1_000).array());
    text("kafka_dlt-original-consumer-group", "g");
    text("kafka_dlt-exception-fqcn", "org.springframework.ListenerExecutionFailedException");
    text("kafka_dlt-exception-cause-fqcn", "java.lang.IllegalStateException");
    text("kafka_dlt-exception-message", "words");
    text("kafka_dlt-exception-stacktrace", "trace");

    var letter = letter();

    assertThat(letter.origin())
        .isEqualTo(new LetterOrigin("orders", 2, 41, Instant.ofEpochMilli(1_000)));
    assertThat(letter.group()).isEqualTo("g");
    assertThat(letter.exceptionClass()).isEqualTo("java.lang.IllegalStateException");
    assertThat(letter.exceptionMessage()).isEqualTo("words");
    assertThat(letter.stackTrace()).isEqualTo("trace");
    assertThat(letter.reason()).isEqualTo(DeadLetterReason.RETRIES_EXHAUSTED);
    assertThat(letter.round()).isEqualTo(1);
  }

  @Test
  void headersOfTheEventAreThoseThatTellNothingOfTheDeath() {
    ours();
    text("kafka_dlt-exception-stacktrace", "trace");
    text("springDeserializerExceptionValue", "the body within an exception");
    text("tenant", "t-1");

    assertThat(letter().eventHeaders()).isEqualTo(Map.of("tenant", "t-1"));
  }

  @Test
  void ofSeveralDeathsWithSpringTheFirstTellsTheOriginAndTheLastTheCause() {
    text("kafka_dlt-original-topic", "orders");
    text("kafka_dlt-original-topic", "orders-dlt");
    bytes("kafka_dlt-original-partition", new byte[] {0, 0, 0, 2});
    bytes("kafka_dlt-original-partition", new byte[] {0, 0, 0, 0});
    bytes("kafka_dlt-original-offset", new byte[] {0, 0, 0, 0, 0, 0, 0, 41});
    bytes("kafka_dlt-original-offset", new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
    text("kafka_dlt-exception-fqcn", "a.First");
    text("kafka_dlt-exception-fqcn", "a.DeserializationException");

    assertThat(letter().origin())
        .isEqualTo(new LetterOrigin("orders", 2, 41, Instant.ofEpochMilli(0)));
    assertThat(letter().exceptionClass()).isEqualTo("a.DeserializationException");
    assertThat(letter().reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
  }

  @Test
  void whatCannotBeReadLeavesTheOriginUnknown() {
    text("eventbus-dlq-topic", "orders");
    text("eventbus-dlq-partition", "two");
    text("eventbus-dlq-offset", "41");
    text("eventbus-dlq-time", "never");
    text("eventbus-dlq-round", "often");
    text("eventbus-dlq-reason", "another");

    assertThat(letter().origin()).isNull();
    assertThat(letter().round()).isEqualTo(1);
    assertThat(letter().reason()).isEqualTo(DeadLetterReason.RETRIES_EXHAUSTED);
  }

  @Test
  void aLetterIsFilteredByEachOfItsTraits() {
    ours();
    text("ce_specversion", "1.0");
    text("ce_id", "e1");
    text("ce_source", "s");
    text("ce_type", "order.placed");
    var letter = letter();
    var all = DeadLetterFilter.all();
    var died = letter.diedAt();

    assertThat(all.matches(letter)).isTrue();
    assertThat(all.withFrom(died).withTo(died.plusMillis(1)).matches(letter)).isTrue();
    assertThat(all.withFrom(died.plusMillis(1)).matches(letter)).isFalse();
    assertThat(all.withTo(died).matches(letter)).isFalse();
    assertThat(all.withType("order.placed").matches(letter)).isTrue();
    assertThat(all.withType("order").matches(letter)).isFalse();
    assertThat(all.withKey("key").matches(letter)).isTrue();
    assertThat(all.withKey("ke").matches(letter)).isFalse();
    assertThat(all.withReason(DeadLetterReason.NOT_RETRYABLE).matches(letter)).isTrue();
    assertThat(all.withReason(DeadLetterReason.UNKNOWN_TYPE).matches(letter)).isFalse();
    assertThat(all.withException("a.B$C").matches(letter)).isTrue();
    assertThat(all.withException("C").matches(letter)).isTrue();
    assertThat(all.withException("B").matches(letter)).isFalse();
    assertThat(all.withTopic("orders").matches(letter)).isTrue();
    assertThat(all.withTopic("orders.g.dlq").matches(letter)).isFalse();
    assertThat(all.withIds(List.of(letter.id())).matches(letter)).isTrue();
    assertThat(all.withIds(List.of()).matches(letter)).isFalse();
    assertThat(all.withKey("key").withType("order").matches(letter)).isFalse();
  }

  private void ours() {
    text("eventbus-dlq-reason", "not-retryable");
    text("eventbus-dlq-topic", "orders");
    text("eventbus-dlq-partition", "2");
    text("eventbus-dlq-offset", "41");
    text("eventbus-dlq-time", "2026-11-21T10:15:30Z");
    text("eventbus-dlq-group", "g");
    text("eventbus-dlq-attempts", "4");
    text("eventbus-dlq-round", "3");
    text("eventbus-dlq-exception-class", "a.B$C");
    text("eventbus-dlq-exception-message", "words");
    text("eventbus-dlq-stack-trace", "trace");
  }

  private void text(String name, String value) {
    bytes(name, value.getBytes(UTF_8));
  }

  private void bytes(String name, byte[] value) {
    record.headers().add(name, value);
  }

  private DeadLetter letter() {
    return new LetterFormat(new EventCodec(CodecLimits.defaults())).letterOf(record);
  }
}
