package io.eventbus.examples.features;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.outbox.RelayOptions;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcConnectionPool;

/** An event is part of a transaction: it is sent if that is committed, and never was if not. */
public final class OutboxMain {

  @EventType("course.opened")
  record CourseOpened(String course) implements IntegrationEvent {
    @Override
    public String key() {
      return course;
    }
  }

  private OutboxMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(OutboxMain::show);
  }

  static void show(String servers, PrintStream out) throws Exception {
    var database = JdbcConnectionPool.create("jdbc:h2:mem:outbox", "sa", "");
    JdbcSchema.create(database);
    var opened = new CountDownLatch(1);
    try (var bus = Feature.bus(servers).build()) {
      bus.consumer("catalogue-service")
          .on(
              CourseOpened.class,
              (event, context) -> {
                out.printf("in the catalogue: %s%n", event.course());
                opened.countDown();
              })
          .start();
      var store = JdbcOutboxStore.of(database);
      var outbox = bus.outbox(store);
      bus.relay(store, RelayOptions.defaults()).start(); // closed with the bus

      try (var connection = database.getConnection()) {
        connection.setAutoCommit(false);
        outbox.publish(connection, new CourseOpened("Alchemy"));
        connection.rollback();
        outbox.publish(connection, new CourseOpened("Algebra"));
        connection.commit();
      }
      Feature.await(opened);
    } finally {
      database.dispose();
    }
  }
}
