package io.eventbus.benchmarks.inbox;

import io.eventbus.EventBus;
import io.eventbus.benchmarks.contender.ConsumeContender.Running;
import io.eventbus.benchmarks.contender.ConsumeRequest;
import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.EventHandler;
import io.eventbus.inbox.Inbox;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import java.time.Duration;

/** A transaction per event, which first claims it in an inbox or does not. */
final class InsertEach implements InboxContender {

  private final OutboxDatabase database;
  private final JdbcTransactions transactions;
  private final boolean claims;

  InsertEach(OutboxDatabase database, boolean claims) {
    this.database = database;
    this.transactions = JdbcTransactions.of(database.pool());
    this.claims = claims;
  }

  @Override
  public Running start(ConsumeRequest request, EffectWatch watch) {
    var bus = EventBus.builder().bootstrapServers(request.servers()).source("benchmarks").build();
    var insert = claims ? claimAndInsert(request.group()) : insert();
    bus.consumer(request.group())
        .on(
            SampleEvent.class,
            request.topic(),
            (event, context) -> {
              watch.begin();
              insert.handle(event, context);
              watch.committed(1);
            })
        .options(ConsumerOptions.defaults().withConcurrency(request.concurrency()))
        .start();
    return () -> bus.close(Duration.ofSeconds(1));
  }

  private EventHandler<SampleEvent> insert() {
    return (event, context) ->
        transactions.run(connection -> OutboxDatabase.doBusiness(connection, event.fullName()));
  }

  private EventHandler<SampleEvent> claimAndInsert(String group) {
    return Inbox.of(group, JdbcInboxStore.of(database.pool()), transactions)
        .once(
            (event, context, transaction) ->
                OutboxDatabase.doBusiness(transaction.connection(), event.fullName()));
  }
}
