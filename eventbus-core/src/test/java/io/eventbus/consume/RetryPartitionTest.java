package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.Upcasters;
import io.eventbus.retry.RetryPolicy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A partition of the topic that dead letters of {@code t} are sent back through. */
class RetryPartitionTest extends PartitionFixture {

  private static final String RETRIES = "t.g.retry";

  private final Queue<EventContext> contexts = new ConcurrentLinkedQueue<>();

  @Override
  AssignedPartition newPartition(StartPosition start) {
    super.newPartition(start);
    return new AssignedPartition(
        new TopicPartition(RETRIES, 0), ConsumerOptions.defaults(), 100, start, handling());
  }

  private Handling handling() {
    policy = RetryPolicy.none();
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.add("t", UserRegistered.class, unused -> target(), null);
    return handling(builder.build(workers, policy));
  }

  @Test
  void anEventKeepsTheIdentityThatItsFirstPlaceGaveIt() {
    handler = (event, context) -> contexts.add(context);

    accept(0, "g", "3");

    awaitSize(contexts, 1);
    var context = contexts.element();
    assertThat(context.metadata().id()).isEqualTo("t-2-41");
    assertThat(context.topic()).isEqualTo("t");
    assertThat(context.partition()).isEqualTo(2);
    assertThat(context.offset()).isEqualTo(41);
    awaitPosition(1);
  }

  @Test
  void anEventThatDiesAgainTellsItsFirstOriginAndItsNextRound() {
    handler =
        (event, context) -> {
          throw new IllegalStateException("still broken");
        };

    accept(0, "g", "3");

    awaitSize(deadLetters, 1);
    var letter = deadLetters.element();
    assertThat(letter.topic()).isEqualTo("t.g.dlq");
    assertThat(letter.header("eventbus-dlq-topic")).isEqualTo("t");
    assertThat(letter.header("eventbus-dlq-partition")).isEqualTo("2");
    assertThat(letter.header("eventbus-dlq-offset")).isEqualTo("41");
    assertThat(letter.header("eventbus-dlq-time")).isEqualTo("2026-11-21T10:15:30Z");
    assertThat(letter.header("eventbus-dlq-round")).isEqualTo("4");
    awaitPosition(1);
  }

  /** Topic {@code t} of group {@code g} and {@code t.g} of another may share the name. */
  @Test
  void anEventThatWasSentBackToAnotherGroupIsPassedOver() {
    accept(0, "another", "1");
    accept(1, "g", "1");

    awaitPosition(2);
    assertThat(handled).hasSize(1);
  }

  @Test
  void aRecordThatTellsNoOriginIsHandledAsItIs() {
    handler =
        (event, context) -> {
          contexts.add(context);
          throw new IllegalStateException("broken");
        };

    partition().accept(List.of(bare(0)));

    awaitSize(deadLetters, 1);
    assertThat(contexts.element().topic()).isEqualTo(RETRIES);
    assertThat(deadLetters.element().topic()).isEqualTo("t.g.dlq");
    assertThat(deadLetters.element().header("eventbus-dlq-round")).isEqualTo("1");
  }

  private void accept(long offset, String group, String round) {
    var record = bare(offset);
    Map.of(
            "eventbus-dlq-topic", "elsewhere",
            "eventbus-dlq-partition", "2",
            "eventbus-dlq-offset", "41",
            "eventbus-dlq-time", "2026-11-21T10:15:30Z",
            "eventbus-dlq-group", group,
            "eventbus-dlq-round", round)
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    partition().accept(List.of(record));
  }

  private static ConsumerRecord<byte[], byte[]> bare(long offset) {
    return new ConsumerRecord<>(RETRIES, 0, offset, null, "{\"userId\":\"u1\"}".getBytes(UTF_8));
  }
}
