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
    Arguments.requireNotNegative(age, "age");
    Arguments.requireAtLeast(most, 1, "most");
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      return dialectOf(connection).forget(connection, group, age, most);
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
