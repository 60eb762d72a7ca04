package io.eventbus.examples.features;

import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.memory.InMemoryKafka;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a unit test of handlers does: the real bus, with retries, dead letters and health, on topics
 * in memory. There is no broker, no network and no wait.
 */
public final class InMemoryMain {

  private static final Duration SOON = Duration.ofSeconds(5);

  @EventType("exam.passed")
  record ExamPassed(String pupil) implements IntegrationEvent {
    @Override
    public String key() {
      return pupil;
    }
  }

  private InMemoryMain() {}

  /** Runs it. */
  public static void main(String[] args) {
    show(System.out);
  }

  static void show(PrintStream out) {
    Queue<String> certified = new ConcurrentLinkedQueue<>();
    try (var kafka = InMemoryKafka.create();
        var bus = kafka.bus().source("features").build()) {
      bus.consumer("certificates")
          .retry(
              RetryPolicy.defaults()
                  .withWaits(Duration.ofMillis(1), 1, Duration.ofMillis(1))
                  .notOn(IllegalArgumentException.class))
          .on(
              ExamPassed.class,
              (exam, context) -> {
                if (exam.pupil().isBlank()) {
                  throw new IllegalArgumentException("a certificate needs a name");
                }
                if (exam.pupil().equals("ada")) {
                  out.printf("attempt %d for ada%n", context.attempt());
                  if (context.attempt() == 1) {
                    throw new IllegalStateException("the printer is busy");
                  }
                }
                certified.add(exam.pupil());
              })
          .start();

      bus.publish(new ExamPassed("ada"));
      bus.publish(new ExamPassed(" "));
      kafka.awaitIdle(SOON); // all is handled now, or a dead letter
      out.printf("certified: %s%n", certified);
      var letters = bus.deadLetters("certificates").list(DeadLetterFilter.all(), 10);
      letters.forEach(letter -> out.printf("dead letter: %s%n", letter.exceptionMessage()));

      kafka.stop();
      var waiting = bus.publish(new ExamPassed("grace")).toCompletableFuture();
      out.printf("Kafka is away: %s, the event waits%n", bus.health().status());
      kafka.start();
      waiting.join();
      kafka.awaitIdle(SOON);
      out.printf("Kafka is back: %s%n", certified);
    }
  }
}
