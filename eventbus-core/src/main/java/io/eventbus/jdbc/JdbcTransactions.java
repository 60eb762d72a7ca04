package io.eventbus.jdbc;

import io.eventbus.event.Arguments;
import io.eventbus.outbox.Transactions;
import io.eventbus.retry.OutageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/**
 * Transactions on connections of a data source, with the isolation that these have. A database that
 * is away is an {@link OutageException}, so that the consumer waits for it and no event becomes a
 * dead letter. Safe to share between threads.
 */
public final class JdbcTransactions implements Transactions {

  private final DataSource dataSource;

  private JdbcTransactions(DataSource dataSource) {
    this.dataSource = Arguments.requirePresent(dataSource, "dataSource");
  }

  /** Transactions on connections of this data source. */
  public static JdbcTransactions of(DataSource dataSource) {
    return new JdbcTransactions(dataSource);
  }

  @Override
  public void run(Work work) throws Exception {
    Arguments.requirePresent(work, "work");
    try (var connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        work.run(connection);
        connection.commit();
      } catch (Throwable e) {
        rollBack(connection, e);
        throw e;
      }
      connection.setAutoCommit(autoCommit);
    } catch (Exception e) {
      throw isOutage(e) ? new OutageException("the database is away", e) : e;
    }
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /** Whether a failure says that the database cannot be reached, or is going down. */
  static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutageException
          || cause instanceof SQLTransientConnectionException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof SQLRecoverableException) {
        return true;
      }
      if (cause instanceof SQLException e && e.getSQLState() != null) {
        // Connection exceptions, and PostgreSQL's operator interventions: shut down, starting.
        if (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P")) {
          return true;
        }
      }
    }
    return false;
  }
}
