package io.eventbus.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** H2 from 2.2 on. */
final class H2Dialect extends Dialect {

  @Override
  String script() {
    return "h2.sql";
  }

  @Override
  String now() {
    return "current_timestamp(6)";
  }

  @Override
  String nowPlusMillis() {
    return "dateadd(millisecond, cast(? as bigint), current_timestamp(6))";
  }

  @Override
  String secondsSince(String column) {
    return "datediff(millisecond, " + column + ", current_timestamp(6)) / 1000.0";
  }

  /** Whoever inserts into a table holds a lock on it until the end of the transaction. */
  @Override
  Set<String> writers(OutboxSql sql) throws SQLException {
    return new HashSet<>(
        sql.query(
            row -> row.getString(1),
            "select session_id from information_schema.locks"
                + " where upper(table_name) = upper('eventbus_outbox') and session_id <> session_id()"));
  }

  @Override
  Set<String> claim(Connection connection, String group, List<String> eventIds)
      throws SQLException {
    var claimed = new HashSet<String>();
    for (var eventId : new TreeSet<>(eventIds)) {
      int rows =
          Jdbc.update(
              connection,
              "merge into eventbus_inbox t using (values (cast(? as varchar), cast(? as varchar)))"
                  + " s (g, e) on t.consumer_group = s.g and t.event_id = s.e"
                  + " when not matched then insert (consumer_group, event_id) values (s.g, s.e)",
              group,
              eventId);
      if (rows == 1) {
        claimed.add(eventId);
      }
    }
    return claimed;
  }

  @Override
  int forget(Connection connection, String group, Duration age, int most) throws SQLException {
    return Jdbc.update(
        connection,
        "delete from eventbus_inbox where consumer_group = ?"
            + " and handled_at < dateadd(second, -cast(? as bigint), current_timestamp(6))"
            + " fetch first "
            + most
            + " rows only",
        group,
        age.toSeconds());
  }
}
