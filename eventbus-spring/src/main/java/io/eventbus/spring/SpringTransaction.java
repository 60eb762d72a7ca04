package io.eventbus.spring;

import io.eventbus.outbox.CurrentTransaction;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction that the calling thread has on a data source: of {@code @Transactional} with
 * JDBC, JPA or jOOQ. Safe to share between threads.
 */
final class SpringTransaction implements CurrentTransaction {

  private final DataSource dataSource;

  SpringTransaction(DataSource dataSource) {
    this.dataSource =
        dataSource instanceof TransactionAwareDataSourceProxy proxy
                && proxy.getTargetDataSource() != null
            ? proxy.getTargetDataSource()
            : dataSource;
  }

  /** Whether there is one that can still take something in. */
  boolean active() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && TransactionSynchronizationManager.isSynchronizationActive()
        && TransactionSynchronizationManager.hasResource(dataSource)
        && !CommitWatch.committing();
  }

  /**
   * Whether the transactions of this manager are such, as far as it tells: those of messages or of
   * another database are not.
   */
  boolean isBegunBy(PlatformTransactionManager manager) {
    if (!(manager instanceof ResourceTransactionManager)) {
      return true; // of JTA, perhaps
    }
    var properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
    return properties.isReadableProperty("dataSource")
        && properties.getPropertyValue("dataSource") == dataSource;
  }

  /** Whether there is one, but of another kind, or on another data source. */
  boolean foreign() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && !TransactionSynchronizationManager.hasResource(dataSource);
  }

  @Override
  public Connection connection() {
    if (!active()) {
      throw new IllegalStateException(
          "there is no transaction on the data source of the outbox: call this from a"
              + " @Transactional method");
    }
    return DataSourceUtils.getConnection(dataSource);
  }

  @Override
  public void afterCommit(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }
}
