package io.eventbus.benchmarks.contender;

/** A way to consume events. */
@FunctionalInterface
public interface ConsumeContender {

  /** Starts a consumer that gives each event to the handler, and returns at once. */
  Running start(ConsumeRequest request, SampleHandler handler);

  /** A consumer at work. */
  @FunctionalInterface
  interface Running extends AutoCloseable {

    /** Ends it without waiting for what it has not begun. */
    @Override
    void close();
  }
}
