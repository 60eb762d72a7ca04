package io.eventbus.benchmarks.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * As {@link BareOutbox}, but removes nothing row by row: it keeps the largest id that was sent, and
 * empties the table as a whole once all of it is sent, if it gets the lock for that within 100 ms.
 * Takes the order of the ids for that of the commits, so it is no outbox for several writers.
 */
final class RotatingOutbox extends BareOutbox {

  private static final String LOCKED = "55P03";

  private long after;

  RotatingOutbox(OutboxDatabase database, String servers, String topic) {
    super(database, servers, topic);
    database.execute("create table bare_position (sent bigint not null)");
    database.execute("insert into bare_position values (0)");
  }

  @Override
  String selecting() {
    return "select id, topic, record_key, headers, payload from bare_outbox where id > "
        + after
        + " order by id limit "
        + PAGE;
  }

  @Override
  void remove(Connection connection, List<Long> ids) throws SQLException {
    after = ids.get(ids.size() - 1);
    try (var statement = connection.createStatement()) {
      statement.execute("update bare_position set sent = " + after);
      connection.commit();
      if (!hasMore(statement)) {
        statement.execute("set local lock_timeout = 100");
        statement.execute("lock table bare_outbox in access exclusive mode");
        if (!hasMore(statement)) { // nothing was committed before the lock
          statement.execute("truncate bare_outbox");
        }
      }
    } catch (SQLException e) {
      if (!LOCKED.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback();
    }
  }

  private boolean hasMore(Statement statement) throws SQLException {
    try (var rows =
        statement.executeQuery("select 1 from bare_outbox where id > " + after + " limit 1")) {
      return rows.next();
    }
  }
}
