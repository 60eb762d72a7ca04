package io.eventbus.jdbc;

import io.eventbus.event.Arguments;
import io.eventbus.inbox.InboxStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An inbox in the tables of {@link JdbcSchema}. Safe to share between threads. */
public final class JdbcInboxStore implements InboxStore {

  private final DataSource dataSource;
  private volatile @Nullable Dialect dialect;

  private JdbcInboxStore(DataSource dataSource) {
    this.dataSource = Arguments.requirePresent(dataSource, "dataSource");
  }

  /** The inbox in the default schema of a data source. Does not connect yet. */
  public static JdbcInboxStore of(DataSource dataSource) {
    return new JdbcInboxStore(dataSource);
  }

  @Override
  public Set<String> claim(Connection connection, String group, List<String> ids)
      throws SQLException {
    Arguments.requirePresent(connection, "connection");
    Arguments.requireText(group, "group");
    Arguments.requirePresent(ids, "ids");
    return dialectOf(connection).claim(connection, group, ids);
  }

  @Override
  public int forget(String group, Duration age, int most) throws SQLException {
    Arguments.requireText(group, "group");
    Arguments.requireAge(age, "age");
    Arguments.requireAtLeast(most, 1, "most");
    try (var connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int isolation = connection.getTransactionIsolation();
      connection.setAutoCommit(true);
      try {
        // So that no lock on a gap holds up those who claim.
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return dialectOf(connection).forget(connection, group, age, most);
      } finally {
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(autoCommit); // a pool may give it to others
      }
    }
  }

  private Dialect dialectOf(Connection connection) throws SQLException {
    var known = dialect;
    if (known == null) {
      known = Dialect.of(connection);
      JdbcSchema.require(connection);
      dialect = known;
    }
    return known;
  }
}
