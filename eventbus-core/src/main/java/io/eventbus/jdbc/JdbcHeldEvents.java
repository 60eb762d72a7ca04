package io.eventbus.jdbc;

import io.eventbus.outbox.HeldEvent;
import io.eventbus.outbox.HeldKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events that are set aside from an outbox, within the transactions of its session. */
final class JdbcHeldEvents {

  private static final String COLUMNS =
      "id, event_id, type, aggregate_type, aggregate_id, headers, payload, created_at";
  private static final int TAKEN_BACK_AT_ONCE = 1_000;

  private static final String FREED =
      " where h.status = 'RETRY' or (h.status = 'BEHIND' and not exists (select 1 from"
          + " eventbus_outbox_held x where x.status = 'HELD' and x.id < h.id and x.aggregate_type ="
          + " h.aggregate_type and x.aggregate_id = h.aggregate_id))";

  private final OutboxSql sql;
  private final Dialect dialect;

  JdbcHeldEvents(OutboxSql sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  int add(String ids, String status, String reason) throws SQLException {
    sql.update(
        "insert into eventbus_outbox_held ("
            + COLUMNS
            + ", status, reason, held_at) select "
            + COLUMNS
            + ", ?, ?, "
            + dialect.now()
            + " from eventbus_outbox where id in ("
            + ids
            + ")",
        status,
        reason);
    return sql.update("delete from eventbus_outbox where id in (" + ids + ")");
  }

  /** The length is there for databases that take a key with a space behind it for the same. */
  Map<HeldKey, Long> keys() throws SQLException {
    var keys = new HashMap<HeldKey, Long>();
    sql.query(
        row -> keys.put(new HeldKey(row.getString(1), row.getString(2)), row.getLong(3)),
        "select aggregate_type, aggregate_id, min(id) from eventbus_outbox_held where aggregate_id"
            + " is not null group by aggregate_type, aggregate_id, length(aggregate_id)");
    return keys;
  }

  String refused() throws SQLException {
    return sql.query(
            row -> row.getLong(1) + "/" + row.getString(2),
            "select count(*), sum(id) from eventbus_outbox_held where status = 'HELD'")
        .get(0);
  }

  List<Long> takeBack() throws SQLException {
    var ids =
        sql.query(
            row -> row.getLong(1),
            "select h.id from eventbus_outbox_held h"
                + FREED
                + " order by h.id limit "
                + TAKEN_BACK_AT_ONCE);
    if (!ids.isEmpty()) {
      var list = Dialect.list(ids);
      sql.update(
          "insert into eventbus_outbox ("
              + COLUMNS
              + ") select "
              + COLUMNS
              + " from eventbus_outbox_held where id in ("
              + list
              + ")");
      sql.update("delete from eventbus_outbox_held where id in (" + list + ")");
      long before = Collections.min(ids) - 1; // for a relay that begins after this one is killed
      sql.update(
          "update eventbus_outbox_lease set done_up_to = ? where done_up_to > ?", before, before);
    }
    return ids;
  }

  List<HeldEvent> list(int most) throws SQLException {
    return sql.query(
        JdbcHeldEvents::heldEvent,
        "select h.id, h.event_id, h.type, h.aggregate_type, h.aggregate_id, h.reason, "
            + dialect.secondsSince("h.held_at")
            + ", (select count(*) from eventbus_outbox_held b where b.status = 'BEHIND' and"
            + " b.aggregate_type = h.aggregate_type and b.aggregate_id = h.aggregate_id)"
            + " from eventbus_outbox_held h where h.status = 'HELD' order by h.id limit "
            + most);
  }

  private static HeldEvent heldEvent(ResultSet row) throws SQLException {
    return new HeldEvent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        String.valueOf(row.getString(6)),
        Instant.now().minusMillis((long) (row.getDouble(7) * 1000)),
        row.getLong(8));
  }

  boolean retry(long id) throws SQLException {
    return sql.update(
            "update eventbus_outbox_held set status = 'RETRY' where id = ? and status = 'HELD'", id)
        == 1;
  }

  boolean skip(long id) throws SQLException {
    return sql.update("delete from eventbus_outbox_held where id = ? and status = 'HELD'", id) == 1;
  }
}
