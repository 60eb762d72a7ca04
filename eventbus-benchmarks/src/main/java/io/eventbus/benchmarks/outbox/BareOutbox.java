package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.ClientSettings;
import io.eventbus.benchmarks.contender.HandMade;
import io.eventbus.benchmarks.contender.SampleEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What one would write by hand: a table, and a loop that reads, sends and removes a thousand. */
class BareOutbox implements TableOutbox {

  static final int PAGE = 1_000;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final String INSERT =
      "insert into bare_outbox (topic, record_key, headers, payload) values (?, ?, ?, ?)";

  private final OutboxDatabase database;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile boolean stopped;
  private @Nullable Thread sending;

  BareOutbox(OutboxDatabase database, String servers, String topic) {
    this.database = database;
    this.topic = topic;
    this.producer = ClientSettings.newProducer(servers);
    database.execute(
        "create table bare_outbox (id bigint generated always as identity primary key, topic text"
            + " not null, record_key bytea, headers bytea not null, payload bytea not null,"
            + " created_at timestamptz not null default clock_timestamp())");
  }

  @Override
  public void store(List<SampleEvent> events) throws SQLException {
    inTransaction(
        connection -> {
          try (var insert = connection.prepareStatement(INSERT)) {
            for (var event : events) {
              var record = HandMade.write(topic, event);
              insert.setString(1, record.topic());
              insert.setBytes(2, record.key());
              insert.setBytes(3, Headers.write(record.headers()));
              insert.setBytes(4, record.value());
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
  }

  @Override
  public void transact(SampleEvent event) throws SQLException {
    inTransaction(
        connection -> {
          OutboxDatabase.doBusiness(connection, event.fullName());
          var record = HandMade.write(topic, event);
          try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, record.topic());
            insert.setBytes(2, record.key());
            insert.setBytes(3, Headers.write(record.headers()));
            insert.setBytes(4, record.value());
            insert.executeUpdate();
          }
        });
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    try (var connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    }
  }

  @Override
  public String table() {
    return "bare_outbox";
  }

  /** Within the bytes of the headers the id follows its name and a length of two bytes. */
  @Override
  public String copying() {
    return "insert into bare_outbox (topic, record_key, headers, payload)"
        + " select topic, record_key, overlay(headers placing"
        + " convert_to(gen_random_uuid()::text, 'UTF8') from position('ce_id' in headers) + 7),"
        + " payload from (select * from bare_outbox order by id limit %d) stored order by id";
  }

  @Override
  public void startSending() {
    stopped = false;
    sending = new Thread(this::sendUntilStopped, "bare-outbox");
    sending.start();
  }

  private void sendUntilStopped() {
    try (var connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      while (!stopped) {
        if (!sendPage(connection)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sendPage(Connection connection)
      throws SQLException, ExecutionException, InterruptedException {
    var ids = new ArrayList<Long>(PAGE);
    var sent = new ArrayList<Future<?>>(PAGE);
    try (var select = connection.prepareStatement(selecting());
        var rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
        var record =
            new ProducerRecord<>(
                rows.getString(2),
                null,
                rows.getBytes(3),
                rows.getBytes(5),
                Headers.read(rows.getBytes(4)));
        sent.add(producer.send(record));
      }
    }
    producer.flush();
    for (var one : sent) {
      one.get();
    }
    if (!ids.isEmpty()) {
      remove(connection, ids);
    }
    connection.commit();
    return !ids.isEmpty();
  }

  /** What finds the oldest events that are not sent. */
  String selecting() {
    return "select id, topic, record_key, headers, payload from bare_outbox order by id limit "
        + PAGE;
  }

  /** Has these not found again. */
  void remove(Connection connection, List<Long> ids) throws SQLException {
    execute(connection, "delete from bare_outbox where id = any (?)", ids);
  }

  static void execute(Connection connection, String sql, List<Long> ids) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      statement.executeUpdate();
    }
  }

  @Override
  public void stopSending() {
    stopped = true;
    if (sending != null) {
      try {
        sending.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
