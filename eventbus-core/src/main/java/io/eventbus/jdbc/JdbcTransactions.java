package io.eventbus.jdbc;

import io.eventbus.event.Arguments;
import io.eventbus.outbox.Transactions;
import io.eventbus.retry.OutageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Transactions on connections of a data source, with the isolation that these have. A database that
 * is away is an {@link OutageException}, so that the consumer waits for it and no event becomes a
 * dead letter. Safe to share between threads.
 */
public final class JdbcTransactions implements Transactions {

  /**
   * SQL states: connection exceptions; of PostgreSQL shutting down or starting, read only after a
   * change of roles, and no more connections.
   */
  private static final List<String> OUTAGES = List.of("08", "57P", "25006", "53300");

  /** Of MariaDB and MySQL: read only after a change of roles, connection killed. */
  private static final Set<Integer> OUTAGE_CODES = Set.of(1290, 1927);

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
        rollBack(connection, autoCommit, e);
        throw e;
      }
      giveBack(connection, autoCommit);
    } catch (Exception e) {
      throw isOutage(e) ? new OutageException("the database is away", e) : e;
    }
  }

  private static void giveBack(Connection connection, boolean autoCommit) {
    try {
      connection.setAutoCommit(autoCommit); // a pool may give it to others
    } catch (SQLException e) {
      // The work is committed; who gets the connection next finds out.
    }
  }

  private static void rollBack(Connection connection, boolean autoCommit, Throwable reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit); // a pool may give it to others
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /** Whether a failure says that the database cannot be reached, or is going down. */
  public static boolean isOutage(Throwable failure) {
    Arguments.requirePresent(failure, "failure");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutageException
          || cause instanceof SQLTransientConnectionException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof SQLRecoverableException) {
        return true;
      }
      if (cause instanceof SQLException e && e.getSQLState() != null) {
        if (OUTAGES.stream().anyMatch(e.getSQLState()::startsWith)
            || OUTAGE_CODES.contains(e.getErrorCode())) {
          return true;
        }
      }
    }
    return false;
  }
}
