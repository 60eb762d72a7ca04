package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.publish.OrderedSender.Offer;
import io.eventbus.publish.PublishException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaOrderedSenderTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final OrderedSender sender = new KafkaOrderedSender(producer);
  private final List<Throwable> failures = new ArrayList<>();

  private Offer offer() {
    return sender.offer(
        new EncodedEvent("t", null, List.of(), new byte[1]),
        (sent, failure) -> {
          if (failure != null) {
            failures.add(failure);
          }
        });
  }

  @Test
  void sendsNothingMoreOnceARecordHasFailed() {
    offer();
    offer();
    producer.errorNext(new UnknownServerException("unclear"));

    assertThat(sender.broken()).isTrue();
    assertThat(producer.closed()).isTrue();
    assertThat(offer()).isEqualTo(Offer.BROKEN);
    assertThat(producer.history()).hasSize(2);
  }

  /** Only one of them can be at fault; the others come behind it. */
  @Test
  void tellsThoseBehindAFailureThatTheyWereNotAtFault() {
    offer();
    offer();
    offer();
    producer.errorNext(new UnknownServerException("unclear"));
    producer.errorNext(new KafkaException("Producer is closed forcefully."));
    producer.errorNext(new RecordTooLargeException("this one as well"));

    assertThat(failures)
        .extracting(failure -> ((PublishException) failure).reason())
        .containsExactly(Reason.REFUSED, Reason.CLOSED, Reason.TOO_LARGE);
    assertThat(failures).extracting(OrderedSender::isPassing).containsExactly(false, true, false);
    assertThat(failures).extracting(OrderedSender::isForGood).containsExactly(false, false, true);
  }

  @Test
  void tellsWhatIsForGoodFromWhatPasses() {
    assertThat(OrderedSender.isForGood(new TopicAuthorizationException("t"))).isTrue();
    assertThat(OrderedSender.isForGood(new NotEnoughReplicasException("few"))).isFalse();
    assertThat(OrderedSender.isPassing(new NotEnoughReplicasException("few"))).isTrue();
    assertThat(OrderedSender.isPassing(new UnknownServerException("unclear"))).isFalse();
    assertThat(OrderedSender.isPassing(new InvalidTimestampException("ahead"))).isTrue();
    assertThat(OrderedSender.isPassing(new InvalidRecordException("Timestamp 1 of"))).isTrue();
    assertThat(OrderedSender.isForGood(new InvalidRecordException("Timestamp 1 of"))).isFalse();
    assertThat(OrderedSender.isForGood(new InvalidRecordException("no key"))).isTrue();
    // What Kafka tells of records whose batch has an invalid one.
    assertThat(OrderedSender.isPassing(new KafkaException("part of a batch"))).isTrue();
  }
}
