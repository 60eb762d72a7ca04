package io.eventbus.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final RetryPolicy EXACT =
      RetryPolicy.defaults()
          .withMaxAttempts(5)
          .withWaits(Duration.ofMillis(100), 2, Duration.ofMillis(350))
          .withJitter(0);

  @Test
  void waitsGrowByTheMultiplierUpToTheLongest() {
    assertThat(waits(Retries.of(EXACT).start())).containsExactly(100L, 200L, 350L, 350L);
  }

  @Test
  void countsTheAttempts() {
    var attempts = Retries.of(EXACT).start();

    assertThat(attempts.number()).isEqualTo(1);
    assertThat(attempts.failed(new IllegalStateException())).isNotNull();
    assertThat(attempts.number()).isEqualTo(2);
  }

  @Test
  void countersOfTwoEventsDoNotTouchEachOther() {
    var retries = Retries.of(EXACT);
    var first = retries.start();
    var second = retries.start();

    waits(first);

    assertThat(waits(second)).hasSize(4);
  }

  @Test
  void jitterSpreadsAWaitAroundItsValue() {
    var retries = Retries.of(EXACT.withJitter(0.5));
    var firstWaits = new ArrayList<Long>();
    for (int i = 0; i < 200; i++) {
      firstWaits.add(waits(retries.start()).get(0));
    }

    assertThat(firstWaits).allMatch(wait -> wait >= 50 && wait <= 150);
    assertThat(firstWaits.stream().distinct().count()).isGreaterThan(10);
  }

  @Test
  void oneAttemptMeansNoRetry() {
    var attempts = Retries.of(RetryPolicy.none()).start();

    assertThat(attempts.failed(new IllegalStateException())).isNull();
    assertThat(attempts.refused()).isFalse();
  }

  @Test
  void aFailureThatIsNotRetryableEndsItAtOnce() {
    var attempts = Retries.of(EXACT.notOn(IllegalArgumentException.class)).start();

    assertThat(attempts.failed(new IllegalStateException())).isNotNull();
    assertThat(attempts.failed(new NumberFormatException())).isNull();
    assertThat(attempts.refused()).isTrue();
  }

  @Test
  void aPredicateThatFailsItselfEndsItAtOnce() {
    var policy = EXACT.onlyIf(failure -> failure.getCause().getMessage() != null);
    var attempts = Retries.of(policy).start();
    var failure = new IllegalStateException("no cause");

    assertThat(attempts.failed(failure)).isNull();
    assertThat(attempts.refused()).isTrue();
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  @Test
  void exclusionsAddUp() {
    var policy = EXACT.notOn(IllegalArgumentException.class).notOn(ArithmeticException.class);

    assertThat(policy.retryable().test(new IllegalArgumentException())).isFalse();
    assertThat(policy.retryable().test(new ArithmeticException())).isFalse();
    assertThat(policy.retryable().test(new IllegalStateException())).isTrue();
  }

  @Test
  void errorsAndFailuresWithoutCauseAreCountedLikeOthers() {
    var attempts = Retries.of(EXACT).start();

    assertThat(attempts.failed(new StackOverflowError())).isNotNull();
    assertThat(attempts.failed(new CompletionException(null))).isNotNull();
  }

  @Test
  void refusesContradictions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EXACT.withWaits(Duration.ofSeconds(2), 2, Duration.ofSeconds(1)))
        .withMessageStartingWith("maxWait");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EXACT.withWaits(Duration.ofSeconds(1), 0.5, Duration.ofSeconds(2)))
        .withMessageStartingWith("multiplier");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EXACT.withJitter(1))
        .withMessageStartingWith("jitter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EXACT.withMaxAttempts(0))
        .withMessageStartingWith("maxAttempts");
  }

  private static List<Long> waits(Retries.Attempts attempts) {
    var waits = new ArrayList<Long>();
    for (var wait = attempts.failed(new IllegalStateException());
        wait != null;
        wait = attempts.failed(new IllegalStateException())) {
      waits.add(wait.toMillis());
    }
    return waits;
  }
}
