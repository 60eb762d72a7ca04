package io.eventbus.benchmarks.outbox;

import io.eventbus.EventBus;
import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.RelayOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This library's outbox and relay, as they come. */
final class EventbusOutbox implements TableOutbox {

  private final EventBus bus;
  private final JdbcOutboxStore store;
  private final Outbox outbox;
  private final JdbcTransactions transactions;
  private @Nullable OutboxRelay relay;

  EventbusOutbox(OutboxDatabase database, String servers, String topic) {
    JdbcSchema.create(database.pool());
    this.bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("benchmarks")
            .topicNaming(eventClass -> topic)
            .build();
    this.store = JdbcOutboxStore.of(database.pool());
    this.outbox = bus.outbox(store);
    this.transactions = JdbcTransactions.of(database.pool());
  }

  @Override
  public void store(List<SampleEvent> events) throws Exception {
    transactions.run(connection -> outbox.publishAll(connection, events));
  }

  @Override
  public void transact(SampleEvent event) throws Exception {
    outbox.run(
        transactions,
        connection -> {
          OutboxDatabase.doBusiness(connection, event.fullName());
          outbox.publish(connection, event);
        });
  }

  @Override
  public String table() {
    return "eventbus_outbox";
  }

  @Override
  public String copying() {
    return "insert into eventbus_outbox"
        + " (event_id, type, aggregate_type, aggregate_id, headers, payload)"
        + " select copy_id, type, aggregate_type, aggregate_id,"
        + " replace(headers, event_id, copy_id), payload from (select *,"
        + " gen_random_uuid()::text as copy_id from eventbus_outbox order by id limit %d) stored"
        + " order by id";
  }

  @Override
  public void startSending() {
    relay = bus.relay(store, RelayOptions.defaults()).start();
  }

  @Override
  public void stopSending() {
    if (relay != null) {
      relay.close();
    }
  }

  @Override
  public void close() {
    bus.close();
  }
}
