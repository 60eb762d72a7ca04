package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.SendSpan;
import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;

/** Writes into each event the trace that it is part of, for the relay to go on with. */
final class TracedWriter implements OutboxWriter {

  private final OutboxWriter writer;
  private final BusTracing tracing;

  TracedWriter(OutboxWriter writer, BusTracing tracing) {
    this.writer = Arguments.requirePresent(writer, "writer");
    this.tracing = Arguments.requirePresent(tracing, "tracing");
  }

  @Override
  public void insert(Connection connection, List<EncodedEvent> records) {
    traced(records, all -> writer.insert(connection, all));
  }

  @Override
  public void insert(List<EncodedEvent> records) {
    traced(records, writer::insert);
  }

  private void traced(List<EncodedEvent> records, Consumer<List<EncodedEvent>> insertion) {
    Arguments.requirePresent(records, "records");
    if (!tracing.on()) {
      insertion.accept(records);
      return;
    }
    var sends = records.stream().map(tracing::send).toList();
    try {
      insertion.accept(sends.stream().map(SendSpan::record).toList());
    } catch (RuntimeException | Error e) {
      sends.forEach(send -> send.span().end(e));
      throw e;
    }
    sends.forEach(send -> send.span().end(null));
  }
}
