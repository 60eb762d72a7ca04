package io.eventbus.jdbc;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of the outbox and the inbox. They ship as files beside this class, one for each kind
 * of database, to be applied by a migration tool or, at the start of a service, by {@link #create}.
 */
public final class JdbcSchema {

  /** The version that this library works with. */
  static final int VERSION = 1;

  private JdbcSchema() {}

  /**
   * Makes the tables that are not there yet, in the connection's default schema.
   *
   * @throws EventBusException if the database is away, refuses, or is none that is supported
   */
  public static void create(DataSource dataSource) {
    create(dataSource, OutboxName.NONE);
  }

  /**
   * As {@link #create(DataSource)}, for an outbox with a name.
   *
   * @param name that of {@link JdbcOutboxStore#of(DataSource, String)}
   */
  public static void create(DataSource dataSource, String name) {
    create(dataSource, OutboxName.of(name));
  }

  private static void create(DataSource dataSource, OutboxName outbox) {
    Arguments.requirePresent(dataSource, "dataSource");
    try {
      createOnce(dataSource, outbox);
    } catch (SQLException first) {
      try {
        createOnce(dataSource, outbox); // another instance may have been at it
      } catch (SQLException e) {
        e.addSuppressed(first);
        throw new EventBusException("the tables of the outbox could not be made", e);
      }
    }
  }

  private static void createOnce(DataSource dataSource, OutboxName outbox) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        for (var statement : statements(outbox.in(script(connection)))) {
          try (var run = connection.createStatement()) {
            run.execute(statement);
          }
        }
      } finally {
        connection.setAutoCommit(autoCommit); // a pool may give it to others
      }
    }
  }

  /**
   * The script of the database behind a connection, for a migration tool.
   *
   * @throws EventBusException if it is none that is supported
   * @throws SQLException if the database is away
   */
  public static String script(Connection connection) throws SQLException {
    Arguments.requirePresent(connection, "connection");
    var name = Dialect.of(connection).script();
    try (var file = JdbcSchema.class.getResourceAsStream(name)) {
      return new String(
          Arguments.requirePresent(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@link #script(Connection)}, for an outbox with a name.
   *
   * @param name that of {@link JdbcOutboxStore#of(DataSource, String)}
   */
  public static String script(Connection connection, String name) throws SQLException {
    return OutboxName.of(name).in(script(connection));
  }

  private static List<String> statements(String script) {
    var code = script.replaceAll("(?m)--.*$", "");
    return Arrays.stream(code.split(";\\s*\n", -1)).filter(part -> !part.isBlank()).toList();
  }

  /** Checks that the tables of an outbox are there, in this version. */
  static void require(Connection connection, OutboxName outbox) {
    require(connection);
    try {
      Jdbc.query(connection, row -> true, outbox.in("select fence from eventbus_outbox_lease"));
    } catch (SQLException e) {
      throw new EventBusException(
          "the tables of the outbox "
              + outbox
              + " are not there, or may not be read: apply the script of JdbcSchema for it, or call"
              + " JdbcSchema.create",
          e);
    }
  }

  /** Checks that the tables are there, in this version. */
  static void require(Connection connection) {
    List<Integer> versions;
    try {
      versions =
          Jdbc.query(connection, row -> row.getInt(1), "select version from eventbus_schema");
    } catch (SQLException e) {
      throw new EventBusException(
          "the tables of the outbox are not there, or may not be read: apply the script of"
              + " JdbcSchema, or call JdbcSchema.create",
          e);
    }
    if (!versions.equals(List.of(VERSION))) {
      throw new EventBusException(
          "the tables of the outbox have version "
              + versions
              + " but this library needs "
              + VERSION
              + ": apply the script of JdbcSchema",
          null);
    }
  }
}
