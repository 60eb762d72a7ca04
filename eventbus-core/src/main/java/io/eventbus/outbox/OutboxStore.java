package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import java.sql.Connection;
import java.util.List;

/**
 * Where an outbox is kept. The package decides what is sent when; a store knows one kind of
 * database. Safe to share between threads.
 */
public interface OutboxStore {

  /**
   * Writes events in the order of the list, as part of the connection's transaction, and has relays
   * woken once that is committed where the database can do so.
   *
   * @throws OutboxException if the database refuses
   */
  void insert(Connection connection, List<EncodedEvent> records);

  /**
   * Writes events in a transaction of its own.
   *
   * @throws OutboxException if the database refuses or is away
   */
  void insert(List<EncodedEvent> records);

  /**
   * A connection of its own for a relay or an operator.
   *
   * @throws OutboxException if the database cannot be reached, or has no outbox of this version
   */
  OutboxSession open();
}
