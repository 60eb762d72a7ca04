package io.eventbus.it;

import io.eventbus.inbox.InboxTransaction;
import io.eventbus.it.Fixture.Numbered;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A table in which each handled event leaves a row. */
final class Effects {

  private final DataSource database;

  Effects(DataSource database) throws SQLException {
    this.database = database;
    execute("create table effects (series text, number int)");
  }

  static void add(Numbered event, InboxTransaction transaction) throws SQLException {
    try (var insert =
        transaction.connection().prepareStatement("insert into effects values (?, ?)")) {
      insert.setString(1, event.series());
      insert.setInt(2, event.number());
      insert.executeUpdate();
    }
  }

  void clear() throws SQLException {
    execute("delete from effects");
  }

  long count() throws SQLException {
    return number("count(*)");
  }

  /** How many events have one at least. */
  long distinct() throws SQLException {
    return number("count(distinct number)");
  }

  private long number(String what) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select " + what + " from effects")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
