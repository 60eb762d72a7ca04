package io.eventbus.benchmarks.outbox;

/** An outbox whose table a workload may read and fill by itself. */
public interface TableOutbox extends OutboxContender {

  /** The table of the events that are not sent yet. */
  String table();

  /**
   * A statement that copies the oldest events, each with an id of its own, in their order; {@code
   * %d} stands for how many.
   */
  String copying();
}
