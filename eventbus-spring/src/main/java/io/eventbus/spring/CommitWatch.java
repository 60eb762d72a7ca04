package io.eventbus.spring;

import org.springframework.core.Ordered;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows from when on the transaction of the calling thread takes nothing in any more. Spring leaves
 * its connection in place for those who are told of the commit, such as a {@code
 * TransactionalEventListener}: what they wrote there nobody would commit.
 */
final class CommitWatch implements TransactionExecutionListener {

  private static final Object COMMITTING = new Object();
  private static final CommitWatch WATCH = new CommitWatch();

  private CommitWatch() {}

  /** Watches the transactions of a manager from now on. */
  static void on(PlatformTransactionManager manager) {
    if (manager instanceof ConfigurableTransactionManager configurable
        && !configurable.getTransactionExecutionListeners().contains(WATCH)) {
      configurable.addListener(WATCH);
    }
  }

  /** Whether the commit of the calling thread's transaction has begun. */
  static boolean committing() {
    return TransactionSynchronizationManager.hasResource(COMMITTING);
  }

  @Override
  public void beforeCommit(TransactionExecution transaction) {
    // Not at the end of a savepoint. And whoever has no synchronization tells nobody of the commit.
    if (transaction.isNewTransaction()
        && TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(new Mark());
    }
  }

  /**
   * Bound to the thread until the end is told, when Spring has ended synchronization, so that this
   * is known without it; and not within a transaction that somebody begins in between.
   */
  private static final class Mark implements TransactionSynchronization {

    private Mark() {
      resume();
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(COMMITTING, this);
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(COMMITTING);
    }

    @Override
    public void afterCompletion(int status) {
      suspend();
    }

    /** Before all who could begin a transaction when they are told of the end. */
    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE;
    }
  }
}
