package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.EventBusException;
import io.eventbus.event.UnresolvedBrokersException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
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

  @Test
  void whatWaitedForANameToResolveGoesOutInOrderOnceItDoes() {
    var bytes = new ByteArraySerializer();
    var producer = new MockProducer<>(true, null, bytes, bytes);
    var tries = new AtomicInteger();
    var sender =
        new KafkaRecordSender(
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new UnresolvedBrokersException(new IllegalStateException("no such host"));
              }
              return producer;
            },
            PublisherOptions.defaults());

    var fates =
        IntStream.range(0, 10)
            .mapToObj(i -> new EncodedEvent("t", null, List.of(), new byte[] {(byte) i}))
            .map(sender::send)
            .map(CompletionStage::toCompletableFuture)
            .toList();

    fates.forEach(CompletableFuture::join);
    assertThat(tries).hasValue(3);
    assertThat(producer.history())
        .extracting(sent -> (int) sent.value()[0])
        .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    sender.close(Duration.ZERO);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void whatIsSentWhileTheProducerIsMadeGoesOutInOrderOnceItIs() {
    var bytes = new ByteArraySerializer();
    var producer = new MockProducer<>(true, null, bytes, bytes);
    var making = new CompletableFuture<Runnable>();
    var sender =
        new KafkaRecordSender(() -> producer, PublisherOptions.defaults(), making::complete);
    assertThat(making).as("nobody has asked for it").isNotDone();

    var fates =
        IntStream.range(0, 10)
            .mapToObj(i -> new EncodedEvent("t", null, List.of(), new byte[] {(byte) i}))
            .map(sender::send)
            .map(CompletionStage::toCompletableFuture)
            .toList();
    assertThat(fates).noneMatch(CompletableFuture::isDone);
    assertThat(sender.ready()).isFalse();
    making.join().run();
    sender.awaitStart();

    assertThat(sender.ready()).isTrue();
    fates.forEach(CompletableFuture::join);
    assertThat(producer.history())
        .extracting(sent -> (int) sent.value()[0])
        .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    sender.close(Duration.ZERO);
  }

  @Test
  void whoWaitsForTheStartIsToldWhatTheProducerRefuses() {
    var refusal = new EventBusException("the producer refuses its properties", null);
    var sender =
        new KafkaRecordSender(
            () -> {
              throw refusal;
            },
            PublisherOptions.defaults(),
            Runnable::run);

    assertThatThrownBy(sender::awaitStart).isSameAs(refusal);
    sender.close(Duration.ZERO);
  }

  @Test
  void aProducerThatIsMadeAfterTheCloseIsClosedToo() {
    var bytes = new ByteArraySerializer();
    var producer = new MockProducer<>(true, null, bytes, bytes);
    var making = new CompletableFuture<Runnable>();
    var sender =
        new KafkaRecordSender(() -> producer, PublisherOptions.defaults(), making::complete);
    var fate = sender.send(new EncodedEvent("t", null, List.of(), new byte[1]));

    sender.close(Duration.ZERO);
    making.join().run();

    assertThat(fate.toCompletableFuture()).isCompletedExceptionally();
    assertThat(producer.closed()).isTrue();
  }
}
