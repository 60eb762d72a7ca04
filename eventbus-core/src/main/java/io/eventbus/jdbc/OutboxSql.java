package io.eventbus.jdbc;

import io.eventbus.jdbc.Jdbc.RowReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on the tables of one outbox, written as for the one without a name. */
final class OutboxSql {

  private final Connection connection;
  private final OutboxName name;

  OutboxSql(Connection connection, OutboxName name) {
    this.connection = connection;
    this.name = name;
  }

  Connection connection() {
    return connection;
  }

  /** Executes a change and returns how many rows it had. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    return Jdbc.update(connection, name.in(sql), parameters);
  }

  /** Reads all rows. */
  <T> List<T> query(RowReader<T> reader, String sql, @Nullable Object... parameters)
      throws SQLException {
    return Jdbc.query(connection, reader, name.in(sql), parameters);
  }

  /** Checks that the tables of the outbox are there, in the version of this library. */
  void requireTables() {
    JdbcSchema.require(connection, name);
  }

  String in(String sql) {
    return name.in(sql);
  }
}
