package io.eventbus.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/** The lease of an outbox by the database's clock, within the transactions of its session. */
final class JdbcLease {

  private static final String MINE = " where name = 'relay' and fence = ?";

  private final OutboxSql sql;
  private final Dialect dialect;

  JdbcLease(OutboxSql sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  OptionalLong acquire(String owner, Duration length) throws SQLException {
    int rows =
        sql.update(
            "update eventbus_outbox_lease set owner = ?, fence = fence + 1, asleep = false,"
                + " expires_at = "
                + dialect.nowPlusMillis()
                + " where name = 'relay' and (owner = ? or expires_at <= "
                + dialect.now()
                + ")",
            owner,
            length.toMillis(),
            owner);
    return rows == 0
        ? OptionalLong.empty()
        : OptionalLong.of(
            sql.query(
                    row -> row.getLong(1),
                    "select fence from eventbus_outbox_lease where name = 'relay'")
                .get(0));
  }

  boolean renew(long fence, Duration length) throws SQLException {
    return sql.update(
            "update eventbus_outbox_lease set expires_at = " + dialect.nowPlusMillis() + MINE,
            length.toMillis(),
            fence)
        == 1;
  }

  int sleep(long fence, boolean asleep) throws SQLException {
    return sql.update("update eventbus_outbox_lease set asleep = ?" + MINE, asleep, fence);
  }

  long doneUpTo() throws SQLException {
    return sql.query(
            row -> row.getLong(1),
            "select done_up_to from eventbus_outbox_lease where name = 'relay'")
        .get(0);
  }

  int noteDone(long fence, long id) throws SQLException {
    return sql.update("update eventbus_outbox_lease set done_up_to = ?" + MINE, id, fence);
  }

  int release(long fence) throws SQLException {
    return sql.update(
        "update eventbus_outbox_lease set owner = null, asleep = false, expires_at = "
            + dialect.now()
            + MINE,
        fence);
  }
}
