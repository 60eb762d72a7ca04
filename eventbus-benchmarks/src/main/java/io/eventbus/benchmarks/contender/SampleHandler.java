package io.eventbus.benchmarks.contender;

/** What a workload does with an event. Called on the contender's threads. */
@FunctionalInterface
public interface SampleHandler {

  /**
   * Handles one event.
   *
   * @throws InterruptedException if the contender interrupts it
   * @throws FailedAttemptException if the attempt is to fail
   */
  void handle(SampleEvent event) throws InterruptedException, FailedAttemptException;
}
