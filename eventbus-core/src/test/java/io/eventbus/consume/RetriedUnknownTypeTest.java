package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.Upcasters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** An event that was sent back to a group whose members have no handler for it any more. */
class RetriedUnknownTypeTest extends PartitionFixture {

  private static final String RETRIES = "t.g.retry";

  @Override
  AssignedPartition newPartition(StartPosition start) {
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.add("t", UserRegistered.class, unused -> target(), null);
    return new AssignedPartition(
        new TopicPartition(RETRIES, 0),
        ConsumerOptions.defaults(),
        100,
        start,
        handling(builder.build(workers, policy)));
  }

  @Test
  void isALetterAgainWhereOthersOfItsTypeAreIgnored() {
    partition().accept(List.of(record()));

    awaitSize(deadLetters, 1);
    var letter = deadLetters.element();
    assertThat(letter.header("eventbus-dlq-reason")).isEqualTo("unknown-type");
    assertThat(letter.header("eventbus-dlq-round")).isEqualTo("2");
    assertThat(letter.header("eventbus-dlq-offset")).isEqualTo("41");
    assertThat(counters.snapshot().skipped()).isZero();
    awaitPosition(1);
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    var record = new ConsumerRecord<byte[], byte[]>(RETRIES, 0, 0, null, "{}".getBytes(UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", "1",
            "ce_source", "s",
            "ce_type", "gone.type",
            "eventbus-dlq-partition", "2",
            "eventbus-dlq-offset", "41",
            "eventbus-dlq-time", "2026-11-21T10:15:30Z",
            "eventbus-dlq-group", "g",
            "eventbus-dlq-round", "1")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
