package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.docs.Guide.UserRegistered;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.inbox.Inbox;
import io.eventbus.inbox.InboxTransaction;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxShards;
import io.eventbus.outbox.RelayOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The code of the pages about the outbox and the inbox. */
final class OutboxGuide {

  @EventType("user.welcomed")
  record UserWelcomed(String userId) implements IntegrationEvent {
    @Override
    public String key() {
      return userId;
    }
  }

  void publish(EventBus bus, DataSource dataSource) throws SQLException {
    // docs:outbox
    JdbcSchema.create(dataSource); // or apply its script with your migration tool

    JdbcOutboxStore store = JdbcOutboxStore.of(dataSource);
    Outbox outbox = bus.outbox(store);
    bus.relay(store, RelayOptions.defaults()).start(); // closed with the bus

    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      insertUser(connection, "u1");
      outbox.publish(connection, new UserRegistered("u1"));
      connection.commit();
    }
    // docs:end
  }

  void shard(EventBus bus, DataSource dataSource) {
    // docs:shards
    List<JdbcOutboxStore> stores = new ArrayList<>();
    for (String name : List.of("1", "2", "3", "4")) {
      JdbcSchema.create(dataSource, name); // tables eventbus_outbox_1 and so on
      stores.add(JdbcOutboxStore.of(dataSource, name));
    }
    Outbox outbox = bus.outbox(OutboxShards.of(stores));
    stores.forEach(shard -> bus.relay(shard, RelayOptions.defaults()).start());
    // docs:end
    outbox.wakeRelays();
  }

  void operate(OutboxRelay relay) {
    // docs:held
    for (var held : relay.held(100)) {
      System.out.println(held.id() + " " + held.topic() + ": " + held.reason());
      relay.retry(held.id()); // once the reason is mended; or relay.skip(held.id())
    }
    // docs:end
  }

  void consume(EventBus bus, DataSource dataSource) {
    // docs:inbox
    Inbox inbox =
        Inbox.of("welcome", JdbcInboxStore.of(dataSource), JdbcTransactions.of(dataSource))
            .withOutbox(bus.outbox(JdbcOutboxStore.of(dataSource)));

    bus.consumer("welcome")
        .on(
            UserRegistered.class,
            inbox.once(
                (event, context, transaction) -> {
                  welcome(transaction, event.userId());
                  transaction.publish(new UserWelcomed(event.userId()));
                }))
        .start();
    // docs:end
  }

  void consumeBatches(EventBus bus, Inbox inbox) {
    // docs:inbox-batch
    bus.consumer("welcome-all")
        .onBatch(
            UserRegistered.class,
            SubscriptionOptions.defaults(),
            inbox.<UserRegistered>onceInBatches(
                (events, transaction) -> {
                  for (var event : events) {
                    welcome(transaction, event.event().userId());
                  }
                }))
        .start();
    // docs:end
  }

  private static void insertUser(Connection connection, String userId) throws SQLException {
    try (var insert = connection.prepareStatement("insert into users values (?, false)")) {
      insert.setString(1, userId);
      insert.executeUpdate();
    }
  }

  private static void welcome(InboxTransaction transaction, String userId) throws SQLException {
    try (var update =
        transaction
            .connection()
            .prepareStatement("update users set welcomed = true where id = ?")) {
      update.setString(1, userId);
      update.executeUpdate();
    }
  }
}
