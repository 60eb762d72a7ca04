package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.Outbox;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Stores numbers over a few keys, one transaction each, until it is stopped. */
final class Numbers {

  private static final int KEYS = 20;

  private final String topic;
  private final AtomicInteger written = new AtomicInteger();
  private final Thread thread;
  private volatile boolean stopped;

  Numbers(EventBus bus, DataSource database, String topic) {
    this.topic = topic;
    var outbox = bus.outbox(JdbcOutboxStore.of(database));
    this.thread = new Thread(() -> write(database, outbox));
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  private void write(DataSource database, Outbox outbox) {
    var options = PublishOptions.defaults().withTopic(topic);
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      while (!stopped) {
        int number = written.getAndIncrement();
        outbox.publish(connection, new Changed("key-" + number % KEYS, number), options);
        connection.commit();
        LockSupport.parkNanos(200_000);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All are there, in the order of their keys, and no more than so many twice. */
  void requireAll(KafkaCluster kafka, int mostTwice) throws Exception {
    var sent = Fixture.read(kafka, topic, Topics.size(kafka, topic));
    var seen = new HashSet<Integer>();
    var last = new HashMap<String, Integer>();
    int late = 0;
    for (var one : sent) {
      int number = OutboxSuite.number(one);
      if (seen.add(number) && last.merge(OutboxSuite.key(one), number, Math::max) > number) {
        late++;
      }
    }
    int twice = sent.size() - seen.size();
    System.out.printf(
        "%s: %d written, %d sent twice, %d after a later one of their key%n",
        topic, written.get(), twice, late);
    assertThat(seen).hasSize(written.get());
    assertThat(twice).isLessThanOrEqualTo(mostTwice);
    assertThat(late).isZero();
  }
}
