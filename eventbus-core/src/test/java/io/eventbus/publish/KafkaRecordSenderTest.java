package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaRecordSenderTest {

  @Test
  void aFailureThatComesLaterOnTheThreadThatSentIsNoRefusal() {
    var bytes = new ByteArraySerializer();
    var producer = new MockProducer<>(false, null, bytes, bytes);
    var sender = new KafkaRecordSender(() -> producer, PublisherOptions.defaults());

    var fate = sender.send(new EncodedEvent("t", null, List.of(), new byte[1]));
    // As when a callback has published: the producer's thread is the caller's then.
    producer.errorNext(new TimeoutException("expired"));

    assertThat(fate.toCompletableFuture()).isCompletedExceptionally();
    sender.close(Duration.ZERO);
  }
}
