package io.eventbus.examples.school;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The services' databases: H2, in memory, each with a name of its own. */
final class Databases {

  private Databases() {}

  /** A new one, which outlives the service's connections and ends with the JVM. */
  static String inMemory() {
    return "jdbc:h2:mem:"
        + UUID.randomUUID()
        + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
  }

  /** How many rows a table of a database has. */
  static int count(String database, String table) throws SQLException {
    try (var connection = DriverManager.getConnection(database, "sa", "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
