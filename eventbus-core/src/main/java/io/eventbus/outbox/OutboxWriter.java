package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.observe.BusTracing;
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

  /** A writer in front of another that writes into each event the trace that it is part of. */
  static OutboxWriter traced(OutboxWriter writer, BusTracing tracing) {
    return new TracedWriter(writer, tracing);
  }
}
