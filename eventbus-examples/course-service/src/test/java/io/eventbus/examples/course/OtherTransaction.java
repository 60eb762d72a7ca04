package io.eventbus.examples.course;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A transaction on PostgreSQL that holds what the service wants, until it is closed. */
final class OtherTransaction implements AutoCloseable {

  private final Connection transaction;
  private final Connection observer;

  OtherTransaction(EmbeddedPostgres postgres) throws SQLException {
    transaction = postgres.getPostgresDatabase().getConnection();
    transaction.setAutoCommit(false);
    // Not the transaction itself: what it has seen of the others, it sees until it ends.
    observer = postgres.getPostgresDatabase().getConnection();
  }

  void execute(String sql, UUID... parameters) throws SQLException {
    try (var statement = transaction.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  /** Waits until so many transactions of the service wait for another, or something else is so. */
  void awaitWaiting(int number, BooleanSupplier orElse) {
    await().until(() -> orElse.getAsBoolean() || waiting() == number);
  }

  private int waiting() throws SQLException {
    try (var statement = observer.createStatement();
        var found =
            statement.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where cardinality(pg_blocking_pids(pid)) > 0")) {
      found.next();
      return found.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    try (transaction;
        observer) {
      transaction.commit();
    }
  }
}
