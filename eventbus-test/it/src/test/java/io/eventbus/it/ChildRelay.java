package io.eventbus.it;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.observe.Observability;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxSession;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.OrderedSender;
import io.eventbus.publish.RecordSender.SendCallback;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Relays an outbox until it halts at a named point. */
final class ChildRelay {

  /** Where a relay can be killed, in the order of its work. */
  static final List<String> POINTS =
      List.of(
          "before select",
          "after select",
          "after send",
          "after ack",
          "before removal",
          "after removal");

  static final int WINDOW = 100;

  /** So small that a run passes each point several times. */
  static final RelayOptions OPTIONS =
      RelayOptions.defaults()
          .withInFlight(40, WINDOW, 1_000_000)
          .withLeaseLength(Duration.ofSeconds(1));

  private ChildRelay() {}

  /**
   * Runs it.
   *
   * @param args brokers, database, where to halt, at which time of passing there, and how far the
   *     clock of this process is off
   */
  public static void main(String[] args) throws Exception {
    if (args.length > 4) {
      OffClock.install(Duration.parse(args[4]));
    }
    var halt = new HaltPoint(args[2], Integer.parseInt(args[3]));
    try (var database = new HikariDataSource()) {
      database.setJdbcUrl(args[1]);
      database.setMaximumPoolSize(5);
      var store = new HaltingStore(JdbcOutboxStore.of(database), halt);
      Map<String, Object> servers = Map.of("bootstrap.servers", args[0]);
      OutboxRelay.of(
              store,
              () ->
                  new HaltingSender(
                      OrderedSender.open(servers, Duration.ofMinutes(1), Observability.none()),
                      halt),
              OPTIONS)
          .start();
      new CountDownLatch(1).await();
    }
  }

  private record HaltingStore(OutboxStore store, HaltPoint halt) implements OutboxStore {

    @Override
    public void insert(Connection connection, List<EncodedEvent> records) {
      store.insert(connection, records);
    }

    @Override
    public void insert(List<EncodedEvent> records) {
      store.insert(records);
    }

    @Override
    public OutboxSession open() {
      var session = store.open();
      return (OutboxSession)
          Proxy.newProxyInstance(
              OutboxSession.class.getClassLoader(),
              new Class<?>[] {OutboxSession.class},
              (self, method, arguments) -> {
                var point =
                    switch (method.getName()) {
                      case "fetch" -> "select";
                      case "remove" -> "removal";
                      default -> "nothing";
                    };
                halt.pass("before " + point);
                try {
                  return method.invoke(session, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                } finally {
                  halt.pass("after " + point);
                }
              });
    }
  }

  private record HaltingSender(OrderedSender sender, HaltPoint halt) implements OrderedSender {

    @Override
    public Offer offer(EncodedEvent encoded, SendCallback callback) {
      var offer =
          sender.offer(
              encoded,
              (sent, failure) -> {
                halt.pass("after ack");
                callback.done(sent, failure);
              });
      if (offer == Offer.TAKEN) {
        halt.pass("after send");
      }
      return offer;
    }

    @Override
    public boolean broken() {
      return sender.broken();
    }

    @Override
    public boolean isMissing(String topic, Duration timeout) {
      return sender.isMissing(topic, timeout);
    }

    @Override
    public void close() {
      sender.close();
    }
  }
}
