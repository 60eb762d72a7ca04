package io.eventbus.jdbc;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.HeaderText;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.OutboxSession;
import io.eventbus.outbox.OutboxStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An outbox in the tables of {@link JdbcSchema}. A relay takes three connections of the data source
 * for as long as it runs. Safe to share between threads.
 */
public final class JdbcOutboxStore implements OutboxStore {

  private static final String INSERT =
      "insert into eventbus_outbox (event_id, type, aggregate_type, aggregate_id, headers, payload)"
          + " values (?, ?, ?, ?, ?, ?)";

  private final DataSource dataSource;
  private final OutboxName name;
  private final boolean notifies;
  private volatile @Nullable Dialect dialect;

  private JdbcOutboxStore(DataSource dataSource, OutboxName name, boolean notifies) {
    this.dataSource = Arguments.requirePresent(dataSource, "dataSource");
    this.name = name;
    this.notifies = notifies;
  }

  /** The outbox in the default schema of a data source. Does not connect yet. */
  public static JdbcOutboxStore of(DataSource dataSource) {
    return new JdbcOutboxStore(dataSource, OutboxName.NONE, true);
  }

  /**
   * An outbox with a name, in tables of its own: a shard, or that of one service among several in a
   * schema.
   *
   * @param name what its tables end with: 1 to 20 letters a to z and digits, not "held", "lease" or
   *     "pkey"
   */
  public static JdbcOutboxStore of(DataSource dataSource, String name) {
    return new JdbcOutboxStore(dataSource, OutboxName.of(name), true);
  }

  /**
   * The same outbox, whose writers leave it to relays to look each {@link
   * io.eventbus.outbox.RelayOptions#pollInterval}: for transactions under XA, in which PostgreSQL
   * does not let them notify.
   */
  public JdbcOutboxStore withoutNotifications() {
    return new JdbcOutboxStore(dataSource, name, false);
  }

  @Override
  public void insert(Connection connection, List<EncodedEvent> records) {
    Arguments.requirePresent(connection, "connection");
    Arguments.requirePresent(records, "records");
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalStateException(
            "connection must be in a transaction: switch its auto-commit off");
      }
      var known = dialectOf(connection);
      if (records.size() == 1) {
        insertOne(connection, known, records.get(0));
      } else {
        insertAll(connection, known, records);
      }
    } catch (SQLException e) {
      throw new OutboxException("the outbox cannot be written", e);
    }
  }

  private void insertOne(Connection connection, Dialect dialect, EncodedEvent record)
      throws SQLException {
    var sql = notifies ? dialect.insertAndWake(INSERT) : INSERT;
    try (var statement = connection.prepareStatement(name.in(sql))) {
      bind(statement, record);
      statement.execute();
    }
  }

  private void insertAll(Connection connection, Dialect dialect, List<EncodedEvent> records)
      throws SQLException {
    try (var statement = connection.prepareStatement(name.in(INSERT))) {
      for (var record : records) {
        bind(statement, record);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    if (notifies) {
      dialect.wake(new OutboxSql(connection, name));
    }
  }

  private static void bind(PreparedStatement statement, EncodedEvent record) throws SQLException {
    var key = record.key();
    statement.setString(1, record.eventId());
    statement.setString(2, record.eventType());
    statement.setString(3, record.topic());
    statement.setString(4, key == null ? null : new String(key, StandardCharsets.UTF_8));
    statement.setString(5, HeaderText.write(record.headers()));
    statement.setBytes(6, record.body());
  }

  @Override
  public void insert(List<EncodedEvent> records) {
    Arguments.requirePresent(records, "records");
    try {
      JdbcTransactions.of(dataSource).run(connection -> insert(connection, records));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new OutboxException("the outbox cannot be written", e);
    }
  }

  /** The name of its table. */
  @Override
  public String name() {
    return name.toString();
  }

  @Override
  public OutboxSession open() {
    Connection connection;
    try {
      connection = dataSource.getConnection();
    } catch (SQLException e) {
      throw new OutboxException("the database of the outbox cannot be reached", e);
    }
    try {
      return new JdbcOutboxSession(new OutboxSql(connection, name), dialectOf(connection));
    } catch (SQLException | EventBusException e) {
      close(connection);
      throw new OutboxException("the outbox cannot be used", e);
    }
  }

  /** The name of its table. */
  @Override
  public String toString() {
    return name.in("eventbus_outbox");
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It could not be used either.
    }
  }

  private Dialect dialectOf(Connection connection) throws SQLException {
    var known = dialect;
    if (known == null) {
      known = Dialect.of(connection);
      dialect = known;
    }
    return known;
  }
}
