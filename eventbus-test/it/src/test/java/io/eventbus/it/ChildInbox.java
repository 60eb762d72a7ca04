package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.inbox.Inbox;
import io.eventbus.inbox.InboxStore;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Consumes with an inbox until it halts at a named point. */
final class ChildInbox {

  /** Where a consumer can be killed; "after commit" is before its offset is saved. */
  static final List<String> POINTS =
      List.of("after poll", "after claim", "after handler", "after commit", "after save");

  private static HaltPoint halt;

  private ChildInbox() {}

  public static void main(String[] args) throws Exception {
    halt = new HaltPoint(args[4], Integer.parseInt(args[5]));
    try (var database = new HikariDataSource()) {
      database.setJdbcUrl(args[1]);
      database.setMaximumPoolSize(16);
      var inbox =
          Inbox.of(
              args[3],
              new HaltingStore(JdbcInboxStore.of(database)),
              new HaltingTransactions(JdbcTransactions.of(database)));
      try (var bus =
          EventBus.builder()
              .bootstrapServers(args[0])
              .source("child")
              .clientProperty("interceptor.classes", HaltingInterceptor.class.getName())
              .build()) {
        bus.consumer(args[3])
            .on(
                Numbered.class,
                args[2],
                inbox.once(
                    (event, context, transaction) -> {
                      Effects.add(event, transaction);
                      halt.pass("after handler");
                    }))
            .options(FREQUENT_COMMITS)
            .start();
        new CountDownLatch(1).await();
      }
    }
  }

  private record HaltingStore(InboxStore store) implements InboxStore {

    @Override
    public Set<String> claim(Connection connection, String group, List<String> ids)
        throws SQLException {
      var claimed = store.claim(connection, group, ids);
      halt.pass("after claim");
      return claimed;
    }

    @Override
    public int forget(String group, Duration age, int most) throws SQLException {
      return store.forget(group, age, most);
    }
  }

  private record HaltingTransactions(Transactions transactions) implements Transactions {

    @Override
    public void run(Work work) throws Exception {
      transactions.run(work);
      halt.pass("after commit");
    }
  }

  /** Kafka's own hooks; both kinds, since one property sets them for both clients. */
  public static final class HaltingInterceptor
      implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      if (!records.isEmpty()) {
        halt.pass("after poll");
      }
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
      halt.pass("after save");
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> config) {}
  }
}
