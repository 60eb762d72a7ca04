package io.eventbus.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProbeTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);

  @AfterEach
  void release() {
    hanging.countDown();
  }

  @Test
  void asksAtMostOnceASecondHoweverManyAsk() {
    var probe = probe(() -> "a", LONG);
    long start = System.nanoTime();

    for (int i = 0; i < 1_000; i++) {
      assertThat(probe.answer().value()).isEqualTo("a");
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(asked.get()).isBetween(1, 1 + (int) seconds);

    await().until(() -> probe.answer().value() != null && asked.get() >= 2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void callersThatComeTogetherShareOneQuestion() throws Exception {
    var probe =
        probe(
            () -> {
              hanging.await();
              return "a";
            },
            LONG);
    var answers = new ArrayList<CompletableFuture<Probe.Answer<String>>>();
    for (int i = 0; i < 20; i++) {
      var answer = new CompletableFuture<Probe.Answer<String>>();
      new Thread(() -> answer.complete(probe.answer())).start();
      answers.add(answer);
    }
    await().until(() -> asked.get() == 1);
    hanging.countDown();

    for (var answer : answers) {
      assertThat(answer.get(10, SECONDS).value()).isEqualTo("a");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aQuestionThatHangsHoldsNobodyLongerThanItMayAndIsNotAskedAgain() {
    var probe =
        probe(
            () -> {
              hanging.await();
              return "late";
            },
            SHORT);

    var first = probe.answer();
    assertThat(first.failure()).isInstanceOf(TimeoutException.class);
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(probe.answer().failingSince()).isEqualTo(first.failingSince());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(asked).hasValue(1);

    hanging.countDown();
    await().until(() -> "late".equals(probe.answer().value()));
  }

  @Test
  void tellsSinceWhenItHasFailedUntilItWorksAgain() {
    var failing = new AtomicInteger(2);
    var probe =
        probe(
            () -> {
              if (failing.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
              }
              return "back";
            },
            LONG);
    var before = Instant.now();

    var first = probe.answer();
    assertThat(first.failure()).hasMessage("away");
    assertThat(first.failingSince()).isBetween(before, Instant.now());
    await().until(() -> probe.answer().failingSince() != null && asked.get() == 2);
    assertThat(probe.answer().failingSince()).isEqualTo(first.failingSince());

    await().until(() -> "back".equals(probe.answer().value()));
    assertThat(probe.answer().failingSince()).isNull();
  }

  @Test
  void anErrorIsAnAnswerToo() {
    var probe =
        probe(
            () -> {
              throw new NoClassDefFoundError("driver");
            },
            LONG);

    assertThat(probe.answer().failure()).isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void anInterruptedCallerBlamesNobody() {
    var probe =
        probe(
            () -> {
              hanging.await();
              return "a";
            },
            LONG);
    probe.begin();
    Thread.currentThread().interrupt();

    var answer = probe.answer();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.failure()).isInstanceOf(InterruptedException.class);
    assertThat(answer.failingSince()).isNull();
  }

  private Probe<String> probe(Callable<String> question, Duration patience) {
    return new Probe<>(
        "somebody",
        () -> {
          asked.incrementAndGet();
          return question.call();
        },
        patience);
  }
}
