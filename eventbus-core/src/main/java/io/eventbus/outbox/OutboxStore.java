package io.eventbus.outbox;

/**
 * Where an outbox is kept. The package decides what is sent when; a store knows one kind of
 * database. Safe to share between threads.
 */
public interface OutboxStore extends OutboxWriter {

  /**
   * A connection of its own for a relay or an operator.
   *
   * @throws OutboxException if the database cannot be reached, or has no outbox of this version
   */
  OutboxSession open();

  /** What meters call it; "outbox" unless the store knows better. */
  default String name() {
    return "outbox";
  }
}
