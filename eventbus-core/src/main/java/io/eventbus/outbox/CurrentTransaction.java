package io.eventbus.outbox;

import java.sql.Connection;

/** The transactions of a framework, so that an outbox can be part of them. */
public interface CurrentTransaction {

  /**
   * The connection of the transaction that the calling thread is in.
   *
   * @throws IllegalStateException if it is in none
   */
  Connection connection();

  /** Has this run once the transaction is committed; a framework that cannot do so does nothing. */
  void afterCommit(Runnable work);
}
