package io.eventbus.jdbc;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.HeaderText;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import io.eventbus.outbox.HeldEvent;
import io.eventbus.outbox.HeldKey;
import io.eventbus.outbox.IdRange;
import io.eventbus.outbox.OutboxBacklog;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.OutboxRow;
import io.eventbus.outbox.OutboxSession;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox by one connection. */
final class JdbcOutboxSession implements OutboxSession {

  private static final Logger log = LoggerFactory.getLogger(JdbcOutboxSession.class);
  private static final int FIRST_FETCH_SIZE = 32;
  private static final int LARGEST_FETCH_SIZE = 500;

  /** So much may be read at once beyond what was asked for. */
  private static final long FETCH_BYTES = 8 * 1024 * 1024;

  /** A connection that is silent for longer counts as lost, so that a relay never hangs on it. */
  private static final int NETWORK_TIMEOUT_MILLIS = 30_000;

  private final Connection connection;
  private final OutboxSql sql;
  private final Dialect dialect;
  private final JdbcLease lease;
  private final JdbcHeldEvents held;
  private final boolean autoCommit;
  private final int isolation;
  private final int networkTimeout;
  private int fetchSize = FIRST_FETCH_SIZE;
  private boolean listening;

  JdbcOutboxSession(OutboxSql sql, Dialect dialect) throws SQLException {
    this.connection = sql.connection();
    this.sql = sql;
    this.dialect = dialect;
    this.lease = new JdbcLease(sql, dialect);
    this.held = new JdbcHeldEvents(sql, dialect);
    this.autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true); // the isolation cannot be changed inside of a transaction
    try {
      sql.requireTables();
    } catch (EventBusException e) {
      connection.setAutoCommit(autoCommit); // a pool may give it to others
      throw e;
    }
    this.isolation = connection.getTransactionIsolation();
    this.networkTimeout = connection.getNetworkTimeout();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
    connection.setAutoCommit(false);
  }

  /** Work in a transaction. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T inTransaction(String what, Work<T> work) {
    try {
      var result = work.run();
      connection.commit();
      return result;
    } catch (SQLException e) {
      try {
        connection.rollback();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw new OutboxException("the outbox fails: " + what, e);
    }
  }

  @Override
  public OptionalLong acquire(String owner, Duration length) {
    Arguments.requireText(owner, "owner");
    return inTransaction("the lease cannot be taken", () -> lease.acquire(owner, length));
  }

  @Override
  public boolean renew(long fence, Duration length) {
    return inTransaction("the lease cannot be renewed", () -> lease.renew(fence, length));
  }

  @Override
  public void sleep(long fence, boolean asleep) {
    inTransaction(
        "writers cannot be asked to wake the relay",
        () -> {
          dialect.mayBeLost(connection);
          return lease.sleep(fence, asleep);
        });
  }

  @Override
  public long doneUpTo() {
    return inTransaction("the lease cannot be read", lease::doneUpTo);
  }

  @Override
  public void noteDone(long fence, long id) {
    inTransaction(
        "the lease cannot be written",
        () -> {
          dialect.mayBeLost(connection);
          return lease.noteDone(fence, id);
        });
  }

  @Override
  public void release(long fence) {
    inTransaction("the lease cannot be released", () -> lease.release(fence));
  }

  @Override
  public List<OutboxRow> fetch(List<IdRange> gaps, long after, int maxEvents, long maxBytes) {
    return inTransaction(
        "events cannot be read",
        () -> {
          var select = new OutboxSelect(gaps, after, maxEvents);
          try (var statement = connection.prepareStatement(sql.in(select.sql()))) {
            statement.setFetchSize(fetchSize);
            select.bind(statement);
            return read(statement, maxBytes);
          }
        });
  }

  private List<OutboxRow> read(PreparedStatement statement, long maxBytes) throws SQLException {
    var found = new ArrayList<OutboxRow>();
    long bytes = 0;
    try (var rows = statement.executeQuery()) {
      while (bytes <= maxBytes && rows.next()) {
        var row = row(rows);
        bytes += row.size();
        found.add(row);
      }
    }
    if (!found.isEmpty()) {
      long average = Math.max(1, bytes / found.size());
      fetchSize =
          (int) Math.max(FIRST_FETCH_SIZE, Math.min(LARGEST_FETCH_SIZE, FETCH_BYTES / average));
    }
    return found;
  }

  private static OutboxRow row(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    var topic = row.getString(2);
    var text = row.getString(3);
    var key = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    try {
      var headers = HeaderText.read(row.getString(4));
      return OutboxRow.of(id, new EncodedEvent(topic, key, headers, row.getBytes(5)));
    } catch (IllegalArgumentException e) {
      var known = new EncodedEvent(topic.isBlank() ? "unknown" : topic, key, List.of(), null);
      return OutboxRow.unreadable(id, known, "its headers or its topic cannot be read");
    }
  }

  @Override
  public void remove(Collection<Long> ids) {
    inTransaction(
        "what was sent cannot be removed",
        () -> {
          dialect.mayBeLost(connection);
          dialect.remove(sql, ids);
          return true;
        });
  }

  @Override
  public Set<String> writers() {
    return inTransaction("open transactions cannot be asked for", () -> dialect.writers(sql));
  }

  @Override
  public void hold(long id, String reason) {
    Arguments.requirePresent(reason, "reason");
    inTransaction(
        "an event cannot be set aside", () -> held.add(String.valueOf(id), "HELD", reason));
  }

  @Override
  public void holdBehind(Collection<Long> ids) {
    if (!ids.isEmpty()) {
      inTransaction("events cannot be set aside", () -> held.add(Dialect.list(ids), "BEHIND", ""));
    }
  }

  @Override
  public String refused() {
    return inTransaction("held events cannot be read", held::refused);
  }

  @Override
  public Map<HeldKey, Long> heldKeys() {
    return inTransaction("held keys cannot be read", held::keys);
  }

  @Override
  public List<Long> takeBack() {
    return inTransaction("events cannot be taken back", held::takeBack);
  }

  @Override
  public List<HeldEvent> held(int most) {
    return inTransaction("held events cannot be read", () -> held.list(most));
  }

  @Override
  public boolean retry(long id) {
    return inTransaction("a held event cannot be changed", () -> held.retry(id));
  }

  @Override
  public boolean skip(long id) {
    boolean skipped = inTransaction("a held event cannot be removed", () -> held.skip(id));
    if (skipped) {
      log.warn("an event was given up by an operator: outbox id {}", id);
    }
    return skipped;
  }

  @Override
  public OutboxBacklog backlog() {
    return inTransaction(
        "the backlog cannot be counted",
        () ->
            sql.query(
                    row ->
                        new OutboxBacklog(
                            row.getLong(1),
                            Duration.ofMillis(Math.max(0, (long) (row.getDouble(2) * 1000))),
                            row.getLong(3),
                            row.getString(4)),
                    "select (select count(*) from eventbus_outbox), (select "
                        + dialect.secondsSince("created_at")
                        + " from eventbus_outbox order by id limit 1),"
                        + " (select count(*) from eventbus_outbox_held),"
                        + " (select owner from eventbus_outbox_lease where expires_at > "
                        + dialect.now()
                        + ")")
                .get(0));
  }

  @Override
  public boolean awaitWriters(Duration longest) {
    try {
      if (!listening) {
        if (!dialect.listen(sql)) {
          return false;
        }
        listening = true;
      }
      dialect.awaitWriters(connection, longest);
      return true;
    } catch (SQLException e) {
      throw new OutboxException("the outbox fails: writers cannot be listened to", e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (listening) {
        dialect.unlisten(sql);
      }
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(isolation); // a pool may give it to others
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      log.debug("a connection of the outbox could not be closed", e);
    }
  }
}
