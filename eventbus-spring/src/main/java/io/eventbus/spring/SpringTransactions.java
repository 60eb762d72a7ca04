package io.eventbus.spring;

import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.Transactions;
import io.eventbus.retry.OutageException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * Transactions of Spring, which {@code @Transactional} methods that are called inside take part in.
 * A database that is away is an {@link OutageException}. Safe to share between threads.
 */
final class SpringTransactions implements Transactions {

  private final PlatformTransactionManager manager;
  private final SpringTransaction current;

  SpringTransactions(PlatformTransactionManager manager, SpringTransaction current) {
    this.manager = manager;
    this.current = current;
  }

  /**
   * Checks that these are transactions of the database that the inbox is in.
   *
   * @throws EventBusStartException if they are not
   */
  void requireDatabase() {
    if (!current.isBegunBy(manager)) {
      throw new EventBusStartException(
          "There are idempotent handlers, but the transaction manager "
              + manager.getClass().getName()
              + " does not begin transactions on the DataSource that the inbox is in",
          "Define a transaction manager of that DataSource, and of several mark it as @Primary.",
          null);
    }
  }

  @Override
  public void run(Work work) throws Exception {
    try {
      var status = manager.getTransaction(TransactionDefinition.withDefaults());
      try {
        work.run(current.connection());
      } catch (Throwable e) {
        rollBack(status, e);
        throw e;
      }
      manager.commit(status);
    } catch (Exception e) {
      throw JdbcTransactions.isOutage(e) ? new OutageException("the database is away", e) : e;
    }
  }

  private void rollBack(TransactionStatus status, Throwable reason) {
    try {
      manager.rollback(status);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
