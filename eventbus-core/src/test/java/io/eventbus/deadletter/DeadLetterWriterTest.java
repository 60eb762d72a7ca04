package io.eventbus.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.observe.BusTracing;
import io.eventbus.publish.RecordSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {

  private static final RecordOrigin ORIGIN =
      new RecordOrigin(2, 41, Instant.parse("2026-11-21T10:15:30Z"));

  private final List<EncodedEvent> sent = new ArrayList<>();
  private final DeadLetterWriter deadLetters =
      new DeadLetterWriter(
          new Recorder(),
          "identity-service",
          DeadLetterOptions.defaults().withCreateTopics(false),
          Map.of(),
          BusTracing.none());

  @Test
  void keepsKeyBytesAndHeadersAndSaysWhy() {
    var original =
        new EncodedEvent(
            "orders",
            "key".getBytes(UTF_8),
            List.of(EventHeader.of("ce_id", "1"), EventHeader.of("ce_id", "2")),
            "body".getBytes(UTF_8));

    var letter = put(original, 5, new IllegalStateException("the handler's words"));

    assertThat(letter.topic()).isEqualTo("orders.identity-service.dlq");
    assertThat(letter.key()).isEqualTo(original.key());
    assertThat(letter.body()).isEqualTo(original.body());
    assertThat(letter.headers()).startsWith(original.headers().toArray(EventHeader[]::new));
    assertThat(letter.header("eventbus-dlq-reason")).isEqualTo("retries-exhausted");
    assertThat(letter.header("eventbus-dlq-topic")).isEqualTo("orders");
    assertThat(letter.header("eventbus-dlq-partition")).isEqualTo("2");
    assertThat(letter.header("eventbus-dlq-offset")).isEqualTo("41");
    assertThat(letter.header("eventbus-dlq-time")).isEqualTo("2026-11-21T10:15:30Z");
    assertThat(letter.header("eventbus-dlq-group")).isEqualTo("identity-service");
    assertThat(letter.header("eventbus-dlq-attempts")).isEqualTo("5");
    assertThat(letter.header("eventbus-dlq-exception-class"))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(letter.header("eventbus-dlq-exception-message")).isEqualTo("the handler's words");
    assertThat(letter.header("eventbus-dlq-stack-trace")).contains("DeadLetterWriterTest");
  }

  @Test
  void replacesItsOwnHeadersAndNeverAppends() {
    var again =
        new EncodedEvent(
            "orders", null, List.of(EventHeader.of("eventbus-dlq-group", "another")), null);

    var letter = put(again, 0, null);

    assertThat(letter.headers().stream().filter(header -> header.name().endsWith("dlq-group")))
        .singleElement()
        .extracting(EventHeader::text)
        .isEqualTo("identity-service");
    assertThat(letter.header("eventbus-dlq-exception-class")).isNull();
  }

  @Test
  void cutsLongTextsWithoutBreakingACharacter() {
    var failure = new IllegalStateException("é".repeat(20_000));

    var letter = put(new EncodedEvent("orders", null, List.of(), null), 1, failure);

    assertThat(letter.header("eventbus-dlq-exception-message"))
        .hasSize(512)
        .doesNotContain("\uFFFD");
    assertThat(letter.header("eventbus-dlq-stack-trace").getBytes(UTF_8).length)
        .isBetween(8191, 8192);
  }

  private EncodedEvent put(EncodedEvent original, int attempts, @Nullable Throwable failure) {
    var reason = DeadLetterReason.RETRIES_EXHAUSTED;
    var stage = deadLetters.put(new FailedRecord(original, ORIGIN, reason, attempts, failure));
    assertThat(stage.toCompletableFuture()).isCompleted();
    return sent.get(sent.size() - 1);
  }

  private final class Recorder implements RecordSender {

    @Override
    public void send(EncodedEvent encoded, SendCallback callback) {
      sent.add(encoded);
      callback.done(new SentRecord(0, sent.size()), null);
    }

    @Override
    public void close(Duration timeout) {}
  }
}
