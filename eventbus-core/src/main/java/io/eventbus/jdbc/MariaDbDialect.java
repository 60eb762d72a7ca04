package io.eventbus.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** MariaDB from 10.6 on, MySQL from 8.0.19 on. */
final class MariaDbDialect extends Dialect {

  private static final int NOT_ALLOWED = 1227;
  private static final long LONGEST_TRANSACTION_SECONDS = TimeUnit.MINUTES.toSeconds(10);
  private static final long SLICE_SECONDS = 10;

  @Override
  String script() {
    return "mariadb.sql";
  }

  @Override
  String now() {
    return "utc_timestamp(6)";
  }

  @Override
  String nowPlusMillis() {
    return "timestampadd(microsecond, 1000 * ?, utc_timestamp(6))";
  }

  @Override
  String secondsSince(String column) {
    return "timestampdiff(microsecond, " + column + ", utc_timestamp(6)) / 1000000";
  }

  @Override
  Set<String> writers(OutboxSql sql) throws SQLException {
    try {
      return new HashSet<>(
          sql.query(
              row -> row.getString(1),
              "select concat(trx_mysql_thread_id, '/', trx_started) from information_schema.innodb_trx"
                  + " where trx_mysql_thread_id <> connection_id()"));
    } catch (SQLException e) {
      if (e.getErrorCode() != NOT_ALLOWED) {
        throw e;
      }
      sql.connection().rollback();
      return slices();
    }
  }

  /**
   * Without the PROCESS privilege nobody tells which transactions are open. Then none counts as
   * over before ten minutes have passed: the slices of time that are within them now.
   */
  private static Set<String> slices() {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) / SLICE_SECONDS;
    var slices = new HashSet<String>();
    for (long i = 0; i <= LONGEST_TRANSACTION_SECONDS / SLICE_SECONDS; i++) {
      slices.add("within " + (now + i));
    }
    return slices;
  }

  /** All at once; one after the other only where some were there, which no statement tells. */
  @Override
  Set<String> claim(Connection connection, String group, List<String> eventIds)
      throws SQLException {
    var sorted = new TreeSet<>(eventIds); // in one order everywhere: no deadlocks
    var before = connection.setSavepoint();
    if (insert(connection, group, sorted) == sorted.size()) {
      connection.releaseSavepoint(before);
      return sorted;
    }
    connection.rollback(before);
    var claimed = new HashSet<String>();
    for (var eventId : sorted) {
      if (insert(connection, group, List.of(eventId)) == 1) {
        claimed.add(eventId);
      }
    }
    return claimed;
  }

  private static int insert(Connection connection, String group, Collection<String> eventIds)
      throws SQLException {
    var rows = String.join(",", Collections.nCopies(eventIds.size(), "(?, ?)"));
    var parameters = new ArrayList<Object>();
    for (var eventId : eventIds) {
      parameters.add(group.getBytes(StandardCharsets.UTF_8));
      parameters.add(eventId.getBytes(StandardCharsets.UTF_8));
    }
    return Jdbc.update(
        connection,
        "insert ignore into eventbus_inbox (consumer_group, event_id) values " + rows,
        parameters.toArray());
  }

  @Override
  int forget(Connection connection, String group, Duration age, int most) throws SQLException {
    return Jdbc.update(
        connection,
        "delete from eventbus_inbox where consumer_group = ?"
            + " and handled_at < timestampadd(second, -?, utc_timestamp(6)) limit "
            + most,
        group.getBytes(StandardCharsets.UTF_8),
        age.toSeconds());
  }
}
