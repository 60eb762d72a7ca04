package io.eventbus.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Where an inbox is kept. Safe to share between threads. */
public interface InboxStore {

  /**
   * Claims events for a group, as part of the connection's transaction, in one statement where the
   * database can. Waits for another transaction that claims one of them at this moment.
   *
   * @param ids without repetitions
   * @return those that nobody had claimed before
   * @throws SQLException if the database refuses or is away
   */
  Set<String> claim(Connection connection, String group, List<String> ids) throws SQLException;

  /**
   * Forgets claims of a group that are older than this, by the database's clock.
   *
   * @param most how many at most
   * @return how many these were
   * @throws SQLException if the database refuses or is away
   */
  int forget(String group, Duration age, int most) throws SQLException;
}
