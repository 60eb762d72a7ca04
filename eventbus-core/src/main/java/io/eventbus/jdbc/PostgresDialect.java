package io.eventbus.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** PostgreSQL from 13 on. */
final class PostgresDialect extends Dialect {

  private static final String CHANNEL = "eventbus_outbox";
  private static final String WAKE =
      "select pg_notify('" + CHANNEL + "', '') from eventbus_outbox_lease where asleep";

  /** Known by its name, since the driver is not among this library's dependencies. */
  private static final String DRIVER = "org.postgresql.PGConnection";

  @Override
  String script() {
    return "postgresql.sql";
  }

  @Override
  String now() {
    return "clock_timestamp()";
  }

  @Override
  String nowPlusMillis() {
    return "clock_timestamp() + ? * interval '1 millisecond'";
  }

  @Override
  String secondsSince(String column) {
    return "extract(epoch from clock_timestamp() - " + column + ")";
  }

  /** Whoever inserts into a table holds a lock on it, from before it takes an id until its end. */
  @Override
  Set<String> writers(OutboxSql sql) throws SQLException {
    return new HashSet<>(
        sql.query(
            row -> row.getString(1),
            "select virtualtransaction from pg_locks where locktype = 'relation'"
                + " and relation = 'eventbus_outbox'::regclass and mode = 'RowExclusiveLock'"
                + " and database = (select oid from pg_database where datname = current_database())"
                + " and pid is distinct from pg_backend_pid()"));
  }

  @Override
  String insertAndWake(String insert) {
    return "with written as (" + insert + ") " + WAKE;
  }

  @Override
  void wake(OutboxSql sql) throws SQLException {
    sql.query(row -> true, WAKE);
  }

  @Override
  boolean listen(OutboxSql sql) throws SQLException {
    driver(sql.connection()); // first: what listens must also be read
    sql.connection().setAutoCommit(true);
    sql.update("listen " + CHANNEL);
    return true;
  }

  @Override
  void unlisten(OutboxSql sql) throws SQLException {
    sql.update("unlisten " + CHANNEL);
  }

  private static Object driver(Connection connection) throws SQLException {
    try {
      return connection.unwrap(
          Class.forName(DRIVER, false, connection.getClass().getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new SQLException("the driver of PostgreSQL cannot be reached", e);
    }
  }

  @Override
  void awaitWriters(Connection connection, Duration longest) throws SQLException {
    try {
      var driver = driver(connection);
      Class.forName(DRIVER, false, driver.getClass().getClassLoader())
          .getMethod("getNotifications", int.class)
          .invoke(driver, (int) Math.max(1, longest.toMillis()));
    } catch (InvocationTargetException e) {
      throw new SQLException("notifications cannot be read", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new SQLException("notifications cannot be read", e);
    }
  }

  @Override
  void mayBeLost(Connection connection) throws SQLException {
    Jdbc.update(connection, "set local synchronous_commit = off");
  }

  @Override
  void remove(OutboxSql sql, Collection<Long> ids) throws SQLException {
    var array = sql.connection().createArrayOf("bigint", ids.toArray());
    sql.update("delete from eventbus_outbox where id = any (?)", array);
  }

  @Override
  Set<String> claim(Connection connection, String group, List<String> eventIds)
      throws SQLException {
    if (eventIds.size() == 1) { // without an array it takes half the time
      int rows =
          Jdbc.update(
              connection,
              "insert into eventbus_inbox (consumer_group, event_id) values (?, ?)"
                  + " on conflict do nothing",
              group,
              eventIds.get(0));
      return rows == 1 ? Set.copyOf(eventIds) : Set.of();
    }
    return new HashSet<>(
        Jdbc.query(
            connection,
            row -> row.getString(1),
            "insert into eventbus_inbox (consumer_group, event_id)"
                + " select ?, unnest(?) order by 2 on conflict do nothing returning event_id",
            group,
            connection.createArrayOf("text", eventIds.toArray())));
  }

  @Override
  int forget(Connection connection, String group, Duration age, int most) throws SQLException {
    return Jdbc.update(
        connection,
        "delete from eventbus_inbox where ctid = any (array (select ctid from eventbus_inbox where"
            + " consumer_group = ? and handled_at < clock_timestamp() - ? * interval '1 second'"
            + " order by handled_at limit ?))",
        group,
        age.toSeconds(),
        most);
  }
}
