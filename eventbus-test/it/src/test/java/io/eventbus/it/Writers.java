package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.outbox.Outbox;
import io.eventbus.publish.PublishOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Business transactions of many threads on a few aggregates: each locks its aggregate first, raises
 * its number, publishes that, waits a moment, and is committed, or not in one case of five.
 */
final class Writers {

  private static final int AGGREGATES = 8;

  private final DataSource database;
  private final Outbox outbox;
  private final PublishOptions options;
  private final long seed;
  private final AtomicInteger committed = new AtomicInteger();
  private final Map<String, Integer> last = new ConcurrentHashMap<>();

  Writers(DataSource database, Outbox outbox, PublishOptions options, long seed)
      throws SQLException {
    this.database = database;
    this.outbox = outbox;
    this.options = options;
    this.seed = seed;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table aggregates (name varchar(50) primary key, number int)");
      for (int i = 0; i < AGGREGATES; i++) {
        statement.execute("insert into aggregates values ('aggregate-" + i + "', 0)");
      }
    }
  }

  int committed() {
    return committed.get();
  }

  void run(int threads, int transactions) throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(threads);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      var random = new Random(seed + i);
      work.add(
          () -> {
            for (int j = 0; j < transactions; j++) {
              transaction(random);
            }
            return null;
          });
    }
    for (var done : pool.invokeAll(work)) {
      done.get();
    }
    pool.shutdown();
  }

  private void transaction(Random random) throws SQLException {
    var aggregate = "aggregate-" + random.nextInt(AGGREGATES);
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      int number = raise(connection, aggregate);
      outbox.publish(connection, new OutboxSuite.Changed(aggregate, number), options);
      LockSupport.parkNanos(random.nextInt(5_000_000));
      if (random.nextInt(5) == 0) {
        connection.rollback();
      } else {
        last.merge(aggregate, number, Math::max); // before it can be seen
        connection.commit();
        committed.incrementAndGet();
      }
    }
  }

  private static int raise(Connection connection, String aggregate) throws SQLException {
    try (var update =
            connection.prepareStatement(
                "update aggregates set number = number + 1 where name = ?");
        var read = connection.prepareStatement("select number from aggregates where name = ?")) {
      update.setString(1, aggregate);
      update.executeUpdate();
      read.setString(1, aggregate);
      try (var rows = read.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Each aggregate's numbers come from 1 on, without a hole: the order of the commits. */
  void requireOrder(List<ConsumerRecord<byte[], byte[]>> sent) {
    var next = new HashMap<String, Integer>();
    for (var one : sent) {
      var aggregate = OutboxSuite.key(one);
      int expected = next.merge(aggregate, 1, Integer::sum);
      assertThat(OutboxSuite.number(one)).as("%s, seed %s", aggregate, seed).isEqualTo(expected);
    }
    assertThat(next).isEqualTo(last);
  }
}
