package io.eventbus.examples.certificate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.jdbc.JdbcSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;

/** The pool of connections, and the tables: the service's own and those of the outbox. */
final class CertificateDatabase {

  private CertificateDatabase() {}

  /** Connects, and makes the tables that are not there yet. */
  static HikariDataSource open(CertificateSettings.Database settings) throws SQLException {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setConnectionTimeout(2_000); // a caller waits for it
    var dataSource = new HikariDataSource(config);
    try {
      run(dataSource, "schema.sql");
      if (settings.demoData()) {
        run(dataSource, "demo.sql");
      }
      JdbcSchema.create(dataSource);
      return dataSource;
    } catch (SQLException | RuntimeException e) {
      dataSource.close();
      throw e;
    }
  }

  private static void run(HikariDataSource dataSource, String script) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      for (var sql : read(script).split(";\\s*\n", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private static String read(String script) {
    var name = "/db/certificate/" + script;
    try (var file = CertificateDatabase.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
