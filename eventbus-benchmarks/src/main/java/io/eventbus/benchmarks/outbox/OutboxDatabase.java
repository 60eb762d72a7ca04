package io.eventbus.benchmarks.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A PostgreSQL that waits for the disk at each commit, with a table of business. */
public final class OutboxDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 40;

  /** The business of a transaction; takes a name. */
  static final String INSERT = "insert into business (name) values (?)";

  private final EmbeddedPostgres postgres;
  private final HikariDataSource pool;

  /** Starts it. */
  public OutboxDatabase() {
    try {
      this.postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_wal_size", "4GB")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(CONNECTIONS);
    this.pool = new HikariDataSource(config);
    execute(
        "create table business (id bigint generated always as identity primary key, name text)");
  }

  /** Up to 40 connections. */
  public DataSource pool() {
    return pool;
  }

  /** Runs a statement. */
  public void execute(String sql) {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number that a query finds. */
  public long number(String query) {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a transaction that has read this table and sees it as it is now, until it is closed. */
  public Connection openSnapshot(String table) throws SQLException {
    var connection = pool.getConnection();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (var statement = connection.createStatement()) {
      statement.execute("select count(*) from " + table);
    }
    return connection;
  }

  /** The business of each transaction. */
  public static void doBusiness(Connection connection, String name) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, name);
      insert.executeUpdate();
    }
  }

  /** The business of several, as one JDBC batch. */
  public static void doBusiness(Connection connection, List<String> names) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      for (var name : names) {
        insert.setString(1, name);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public void close() {
    pool.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
