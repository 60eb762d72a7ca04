package io.eventbus.outbox;

import java.sql.Connection;

/**
 * Runs work in a database transaction: {@code io.eventbus.jdbc.JdbcTransactions} with a data
 * source, or a framework with its own.
 */
@FunctionalInterface
public interface Transactions {

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {

    /**
     * Does it.
     *
     * @param connection that of the transaction, which is not to be committed or closed
     * @throws Exception for any failure, after which all is rolled back
     */
    void run(Connection connection) throws Exception;
  }

  /**
   * Runs work in a transaction of its own and commits that.
   *
   * @throws io.eventbus.retry.OutageException if the database is away
   * @throws Exception what the work throws, after all was rolled back
   */
  void run(Work work) throws Exception;
}
