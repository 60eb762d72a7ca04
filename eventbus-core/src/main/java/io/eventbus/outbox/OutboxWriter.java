package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import java.sql.Connection;
import java.util.List;

/** The side of an outbox that events are written to. Safe to share between threads. */
public interface OutboxWriter {

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
}
