package io.eventbus.jdbc;

import io.eventbus.event.EventBusException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In what databases differ, each by a few overrides. Immutable. */
abstract class Dialect {

  private static final int REMOVED_AT_ONCE = 1_000;

  /** The dialect of the database behind a connection. */
  static Dialect of(Connection connection) throws SQLException {
    var product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> new PostgresDialect();
      case "MariaDB", "MySQL" -> new MariaDbDialect();
      case "H2" -> new H2Dialect();
      default ->
          throw new EventBusException(
              "database " + product + " is not supported: use PostgreSQL, MariaDB, MySQL or H2",
              null);
    };
  }

  /** The file with its tables. */
  abstract String script();

  /** The present time of the database, whatever the session's time zone. */
  abstract String now();

  /** The present time and as many milliseconds as a parameter says. */
  abstract String nowPlusMillis();

  /** The seconds between a column and the present time. */
  abstract String secondsSince(String column);

  /** The transactions that may have taken ids of the outbox and are not over. */
  abstract Set<String> writers(OutboxSql sql) throws SQLException;

  /** A statement that inserts one event and wakes sleeping relays by it; the same as the other. */
  String insertAndWake(String insert) {
    return insert;
  }

  /** Wakes sleeping relays once the transaction is committed, where the database can. */
  void wake(OutboxSql sql) throws SQLException {}

  /** Begins to listen to writers; {@code false} if the database cannot wake. */
  boolean listen(OutboxSql sql) throws SQLException {
    return false;
  }

  /** Ends to listen. */
  void unlisten(OutboxSql sql) throws SQLException {}

  /** Waits for writers. */
  void awaitWriters(Connection connection, Duration longest) throws SQLException {}

  /**
   * Says that this transaction need not wait for a disk: if the database loses it in a crash,
   * something is done a second time that may happen twice anyway.
   */
  void mayBeLost(Connection connection) throws SQLException {}

  /** Removes these from the outbox. */
  void remove(OutboxSql sql, Collection<Long> ids) throws SQLException {
    for (Iterator<Long> left = ids.iterator(); left.hasNext(); ) {
      var some = new StringBuilder();
      for (int i = 0; i < REMOVED_AT_ONCE && left.hasNext(); i++) {
        some.append(i == 0 ? "" : ",").append(left.next());
      }
      sql.update("delete from eventbus_outbox where id in (" + some + ")");
    }
  }

  /** Ids as a list of SQL. */
  static String list(Collection<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Inserts ids into the inbox, except for those that are there.
   *
   * @return those that were not there
   */
  abstract Set<String> claim(Connection connection, String group, List<String> eventIds)
      throws SQLException;

  /** Removes claims of a group that are older than this, so many at most. */
  abstract int forget(Connection connection, String group, Duration age, int most)
      throws SQLException;
}
