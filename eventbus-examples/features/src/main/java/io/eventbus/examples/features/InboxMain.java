package io.eventbus.examples.features;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.inbox.Inbox;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.publish.PublishOptions;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcConnectionPool;

/** An event that comes twice changes the database once. */
public final class InboxMain {

  @EventType("payment.received")
  record PaymentReceived(String account, int cents) implements IntegrationEvent {
    @Override
    public String key() {
      return account;
    }
  }

  private static final String TABLE =
      "create table if not exists payments (account varchar(20), cents int)";

  private InboxMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(InboxMain::show);
  }

  static void show(String servers, PrintStream out) throws Exception {
    var database = JdbcConnectionPool.create("jdbc:h2:mem:inbox;INIT=" + TABLE, "sa", "");
    JdbcSchema.create(database);
    var inbox =
        Inbox.of("account-service", JdbcInboxStore.of(database), JdbcTransactions.of(database));
    var handled = new CountDownLatch(2);
    try (var bus = Feature.bus(servers).build()) {
      var consumer =
          bus.consumer("account-service")
              .on(
                  PaymentReceived.class,
                  inbox.once(
                      (payment, context, transaction) -> {
                        insert(payment, transaction.connection());
                        out.printf("%d cents for %s%n", payment.cents(), payment.account());
                        handled.countDown();
                      }))
              .start();

      var sameIdentity = PublishOptions.defaults().withId("payment-1");
      bus.publish(new PaymentReceived("ada", 100), sameIdentity);
      bus.publish(new PaymentReceived("ada", 100), sameIdentity);
      bus.publish(new PaymentReceived("ada", 7));
      Feature.await(handled);
      consumer.close(); // waits for the commit
      out.printf("handled %d, came again %d%n", inbox.handled(), inbox.repeated());
    } finally {
      database.dispose();
    }
  }

  private static void insert(PaymentReceived payment, Connection connection) throws SQLException {
    try (var insert = connection.prepareStatement("insert into payments values (?, ?)")) {
      insert.setString(1, payment.account());
      insert.setInt(2, payment.cents());
      insert.executeUpdate();
    }
  }
}
