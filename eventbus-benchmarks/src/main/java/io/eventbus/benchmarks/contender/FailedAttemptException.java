package io.eventbus.benchmarks.contender;

/** An attempt that a workload lets fail. Has no stack trace, which would be what is measured. */
public final class FailedAttemptException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A failure of this event. */
  public FailedAttemptException(long sequence) {
    super("event " + sequence + " fails on purpose", null, false, false);
  }
}
