package io.eventbus.benchmarks.inbox;

import io.eventbus.EventBus;
import io.eventbus.benchmarks.contender.ConsumeContender.Running;
import io.eventbus.benchmarks.contender.ConsumeRequest;
import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.inbox.Inbox;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import java.time.Duration;

/** A transaction per batch, which claims its events in an inbox and inserts their rows at once. */
final class InsertBatches implements InboxContender {

  private final OutboxDatabase database;

  InsertBatches(OutboxDatabase database) {
    this.database = database;
  }

  @Override
  public Running start(ConsumeRequest request, EffectWatch watch) {
    var bus = EventBus.builder().bootstrapServers(request.servers()).source("benchmarks").build();
    var insert = claimAndInsert(request.group());
    bus.consumer(request.group())
        .onBatch(
            SampleEvent.class,
            SubscriptionOptions.defaults().withTopic(request.topic()),
            events -> {
              watch.begin();
              insert.handle(events);
              watch.committed(events.size());
            })
        .options(ConsumerOptions.defaults().withConcurrency(request.concurrency()))
        .start();
    return () -> bus.close(Duration.ofSeconds(1));
  }

  private BatchEventHandler<SampleEvent> claimAndInsert(String group) {
    var store = JdbcInboxStore.of(database.pool());
    return Inbox.of(group, store, JdbcTransactions.of(database.pool()))
        .onceInBatches(
            (events, transaction) ->
                OutboxDatabase.doBusiness(
                    transaction.connection(),
                    events.stream().map(event -> event.event().fullName()).toList()));
  }
}
