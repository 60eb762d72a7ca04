package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.publish.PublishException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class FallbackSenderTest {

  private final List<CompletableFuture<RecordSender.SentRecord>> pending = new ArrayList<>();
  private final Queue<String> stored = new ConcurrentLinkedQueue<>();
  private PublishFallback fallback = (encoded, failure) -> stored.add(encoded.topic());
  private final RecordSender sender =
      RecordSender.withFallback(
          new FakeSender(),
          (encoded, failure) -> fallback.store(encoded, failure),
          PublisherOptions.defaults().withWaiting(2, 1_000, Duration.ofSeconds(1)));

  @AfterEach
  void close() {
    sender.close(Duration.ZERO);
  }

  @Test
  void doesNothingForWhatIsSent() {
    var fate = sender.send(event("t"));
    pending.get(0).complete(new RecordSender.SentRecord(1, 2));

    assertThat(fate.toCompletableFuture().join())
        .isEqualTo(new RecordSender.SentRecord(1, 2, PublishOutcome.ACKNOWLEDGED));
    assertThat(stored).isEmpty();
  }

  @Test
  void storesWhatCannotBeSent() {
    var fate = sender.send(event("t")).toCompletableFuture();
    fail(0);

    assertThat(fate.join().outcome()).isEqualTo(PublishOutcome.STORED);
    assertThat(stored).containsExactly("t");
  }

  @Test
  void whatCannotBeStoredFailsWithBothReasons() {
    fallback =
        (encoded, failure) -> {
          throw new IllegalStateException("the disk is full");
        };
    var fate = sender.send(event("t"));
    fail(0);

    var failure = fate.handle((done, thrown) -> thrown).toCompletableFuture().join();
    assertThat(failure)
        .isInstanceOfSatisfying(
            PublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED));
    assertThat(failure.getSuppressed()).singleElement().asString().contains("disk is full");
  }

  @Test
  void saysOncePerChangeHowStoringGoes() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var log = (Logger) LoggerFactory.getLogger(FallbackSender.class);
    log.setLevel(Level.INFO);
    log.addAppender(lines);
    var diskIsFull = new AtomicBoolean(true);
    fallback =
        (encoded, failure) -> {
          if (diskIsFull.get()) {
            throw new IllegalStateException("the disk is full");
          }
        };
    try {
      for (int i = 0; i < 4; i++) {
        diskIsFull.set(i < 2);
        var fate = sender.send(event("t"));
        fail(i);
        var unused = fate.handle((done, thrown) -> thrown).toCompletableFuture().join();
      }
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the fallback does not store what was not published, events fail",
            "the fallback stores again what was not published");
  }

  @Test
  void storesNoMoreThanMayWait() throws Exception {
    var busy = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    fallback =
        (encoded, failure) -> {
          busy.countDown();
          release.await();
          stored.add(encoded.topic());
        };
    sender.send(event("first"));
    fail(0);
    busy.await();
    for (int i = 1; i <= 2; i++) {
      sender.send(event("waits"));
      fail(i);
    }
    var tooMany = sender.send(event("too many"));
    fail(3);

    assertThat(tooMany.handle((done, failure) -> failure).toCompletableFuture().join())
        .isInstanceOf(PublishException.class);
    release.countDown();
    sender.close(Duration.ofSeconds(10));
    assertThat(stored).containsExactly("first", "waits", "waits");
  }

  @Test
  void aFallbackThatThrowsTheFailureLeavesItAsItIs() {
    fallback =
        (encoded, failure) -> {
          throw failure;
        };
    var fate = sender.send(event("t"));
    fail(0);

    assertThat(fate.handle((done, thrown) -> thrown).toCompletableFuture().join())
        .isInstanceOf(PublishException.class)
        .hasNoSuppressedExceptions();
  }

  @Test
  void whatIsPublishedFromAFallbackIsNotStoredAgain() {
    fallback =
        (encoded, failure) -> {
          var again = sender.send(event("from the fallback")).toCompletableFuture();
          fail(pending.size() - 1);
          again.join();
        };
    var fate = sender.send(event("t"));
    fail(0);

    assertThat(fate.handle((done, thrown) -> thrown).toCompletableFuture().join())
        .isInstanceOf(PublishException.class);
  }

  @Test
  void closingWithoutTimeFailsWhatIsNotStored() throws Exception {
    var busy = new CountDownLatch(1);
    fallback =
        (encoded, failure) -> {
          busy.countDown();
          new CountDownLatch(1).await();
        };
    var first = sender.send(event("first"));
    fail(0);
    busy.await();
    var second = sender.send(event("second"));
    fail(1);
    sender.close(Duration.ZERO);

    for (var fate : List.of(first, second)) {
      assertThat(fate.handle((done, thrown) -> thrown).toCompletableFuture().join())
          .isInstanceOf(PublishException.class);
    }
  }

  @Test
  void closingStoresWhatFailsByIt() {
    var fate = sender.send(event("t")).toCompletableFuture();
    sender.close(Duration.ofSeconds(10));

    assertThat(fate).isCompletedWithValueMatching(sent -> sent.outcome() == PublishOutcome.STORED);
  }

  private void fail(int i) {
    pending.get(i).completeExceptionally(new PublishException(Reason.EXPIRED, event("t"), null));
  }

  private static EncodedEvent event(String topic) {
    return new EncodedEvent(topic, null, List.of(), new byte[] {1});
  }

  /** Sends nothing until it is told; closing fails what is left. */
  private final class FakeSender implements RecordSender {

    @Override
    public void send(EncodedEvent encoded, SendCallback callback) {
      var fate = new CompletableFuture<SentRecord>();
      var unused = fate.whenComplete(callback::done);
      pending.add(fate);
    }

    @Override
    public void close(Duration timeout) {
      for (var fate : pending) {
        fate.completeExceptionally(new PublishException(Reason.CLOSED, event("t"), null));
      }
    }
  }
}
