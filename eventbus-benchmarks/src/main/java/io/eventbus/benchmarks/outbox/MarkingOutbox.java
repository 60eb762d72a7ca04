package io.eventbus.benchmarks.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * As {@link BareOutbox}, but marks what is sent and finds the rest by an index of the unmarked; it
 * removes the marked once a minute.
 */
final class MarkingOutbox extends BareOutbox {

  private static final long PURGE_NANOS = 60_000_000_000L;

  private long purgedNanos = System.nanoTime();

  MarkingOutbox(OutboxDatabase database, String servers, String topic) {
    super(database, servers, topic);
    database.execute("alter table bare_outbox add column sent boolean not null default false");
    database.execute("create index bare_outbox_unsent on bare_outbox (id) where not sent");
  }

  @Override
  String selecting() {
    return "select id, topic, record_key, headers, payload from bare_outbox where not sent"
        + " order by id limit "
        + PAGE;
  }

  @Override
  void remove(Connection connection, List<Long> ids) throws SQLException {
    execute(connection, "update bare_outbox set sent = true where id = any (?)", ids);
    if (System.nanoTime() - purgedNanos > PURGE_NANOS) {
      purgedNanos = System.nanoTime();
      try (var statement = connection.createStatement()) {
        statement.execute("delete from bare_outbox where sent");
      }
    }
  }
}
