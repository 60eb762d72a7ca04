package io.eventbus.retry;

import io.eventbus.event.Arguments;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets Resilience4j decide; its asynchronous context tells the wait and leaves waiting to us. */
final class Resilience4jRetries implements Retries {

  private final RetryPolicy policy;
  private final IntervalFunction waits;
  private final Retry retry;

  Resilience4jRetries(RetryPolicy policy) {
    this.policy = policy;
    this.waits = waits(policy);
    this.retry = Retry.of("eventbus", config(policy, waits));
  }

  private static RetryConfig config(RetryPolicy policy, IntervalFunction waits) {
    return RetryConfig.custom()
        .maxAttempts(policy.maxAttempts())
        .intervalFunction(waits)
        .retryOnException(policy.retryable())
        .build();
  }

  private static IntervalFunction waits(RetryPolicy policy) {
    long initial = policy.initialWait().toMillis();
    long longest = policy.maxWait().toMillis();
    return policy.jitter() == 0
        ? IntervalFunction.ofExponentialBackoff(initial, policy.multiplier(), longest)
        : IntervalFunction.ofExponentialRandomBackoff(
            initial, policy.multiplier(), policy.jitter(), longest);
  }

  @Override
  public Attempts start() {
    return new ContextAttempts();
  }

  @Override
  public boolean isOutage(Throwable failure) {
    Arguments.requirePresent(failure, "failure");
    try {
      return policy.outage().test(failure);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  @Override
  public Duration outageWait(int tries) {
    return Duration.ofMillis(waits.apply(Arguments.requireAtLeast(tries, 1, "tries")));
  }

  private final class ContextAttempts implements Attempts {

    private final Retry.AsyncContext<Object> context = retry.asyncContext();
    private int number = 1;
    private boolean refused;

    @Override
    public int number() {
      return number;
    }

    @Override
    public @Nullable Duration failed(Throwable failure) {
      long wait = waitAfter(failure);
      if (wait < 0) {
        refused = number < policy.maxAttempts();
        return null;
      }
      number++;
      return Duration.ofMillis(wait);
    }

    /** A user's predicate that fails itself decides against a retry. */
    private long waitAfter(Throwable failure) {
      try {
        return context.onError(failure);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
        return -1;
      }
    }

    @Override
    public boolean refused() {
      return refused;
    }
  }
}
