package io.eventbus.retry;

import io.eventbus.event.Arguments;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Five attempts by default, with waits of about 0.5, 1, 2 and 4 seconds between them, for any
 * failure. A wait grows by the multiplier up to the longest wait and is spread by the jitter, so
 * that many failing events do not come back at one moment. Immutable; safe to share between
 * threads.
 *
 * @param maxAttempts attempts in all, the first included; 1 means no retry
 * @param initialWait the wait before the second attempt, at least 1 ms
 * @param multiplier what each further wait is multiplied by, at least 1
 * @param maxWait the longest wait before jitter, at least the initial one
 * @param jitter the share of a wait that is random, from 0 (none) to below 1; 0.5 spreads a wait of
 *     2 s over 1 to 3 s
 * @param retryable which failures are worth another attempt
 * @param outage which failures say that something the handler needs, a database or a service, is
 *     away: the partition waits, no attempt is spent, and no event becomes a dead letter. By
 *     default {@link OutageException} alone
 */
public record RetryPolicy(
    int maxAttempts,
    Duration initialWait,
    double multiplier,
    Duration maxWait,
    double jitter,
    Predicate<Throwable> retryable,
    Predicate<Throwable> outage) {

  private static final RetryPolicy DEFAULTS =
      new RetryPolicy(
          5,
          Duration.ofMillis(500),
          2.0,
          Duration.ofSeconds(30),
          0.5,
          failure -> true,
          OutageException.class::isInstance);

  /** Checks the arguments. */
  public RetryPolicy {
    Arguments.requireAtLeast(maxAttempts, 1, "maxAttempts");
    Arguments.requirePositive(initialWait, "initialWait");
    Arguments.requirePositive(maxWait, "maxWait");
    Arguments.requirePresent(retryable, "retryable");
    Arguments.requirePresent(outage, "outage");
    require(multiplier >= 1, "multiplier must be at least 1 but is " + multiplier);
    require(jitter >= 0 && jitter < 1, "jitter must be from 0 to below 1 but is " + jitter);
    require(
        maxWait.compareTo(initialWait) >= 0,
        "maxWait must be at least the initialWait of " + initialWait + " but is " + maxWait);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The defaults named above. */
  public static RetryPolicy defaults() {
    return DEFAULTS;
  }

  /** One attempt and no retry. */
  public static RetryPolicy none() {
    return DEFAULTS.withMaxAttempts(1);
  }

  /** The same policy with this many attempts, the first included. */
  public RetryPolicy withMaxAttempts(int maxAttempts) {
    return new RetryPolicy(
        maxAttempts, initialWait, multiplier, maxWait, jitter, retryable, outage);
  }

  /**
   * The same policy with waits that grow by the multiplier from the initial to the longest.
   *
   * @throws IllegalArgumentException if a wait is below 1 ms or the longest below the initial
   */
  public RetryPolicy withWaits(Duration initialWait, double multiplier, Duration maxWait) {
    return new RetryPolicy(
        maxAttempts, initialWait, multiplier, maxWait, jitter, retryable, outage);
  }

  /** The same policy with this share of each wait random. */
  public RetryPolicy withJitter(double jitter) {
    return new RetryPolicy(
        maxAttempts, initialWait, multiplier, maxWait, jitter, retryable, outage);
  }

  /** The same policy, which no longer retries failures of this class or a subclass. */
  public RetryPolicy notOn(Class<? extends Throwable> failureClass) {
    Arguments.requirePresent(failureClass, "failureClass");
    return onlyIf(failure -> !failureClass.isInstance(failure));
  }

  /** The same policy, which retries a failure only if this holds as well. */
  public RetryPolicy onlyIf(Predicate<Throwable> condition) {
    Arguments.requirePresent(condition, "condition");
    Predicate<Throwable> both = failure -> retryable.test(failure) && condition.test(failure);
    return new RetryPolicy(maxAttempts, initialWait, multiplier, maxWait, jitter, both, outage);
  }

  /**
   * The same policy, which takes failures for which this holds as an outage too. Only name failures
   * that every event would meet: the whole partition waits.
   */
  public RetryPolicy outageIf(Predicate<Throwable> condition) {
    Arguments.requirePresent(condition, "condition");
    Predicate<Throwable> either = failure -> outage.test(failure) || condition.test(failure);
    return new RetryPolicy(
        maxAttempts, initialWait, multiplier, maxWait, jitter, retryable, either);
  }

  /** The same policy, which takes failures of this class or a subclass as an outage too. */
  public RetryPolicy outageOn(Class<? extends Throwable> failureClass) {
    Arguments.requirePresent(failureClass, "failureClass");
    return outageIf(failureClass::isInstance);
  }
}
