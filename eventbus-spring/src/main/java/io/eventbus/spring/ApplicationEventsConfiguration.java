package io.eventbus.spring;

import io.eventbus.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Publishes application events, where asked. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("eventbus.application-events")
class ApplicationEventsConfiguration {

  /** That of a parent context is told of the events of its children, too. */
  @Bean
  @ConditionalOnMissingBean
  ApplicationEventBridge eventBusApplicationEvents(
      EventPublisher publisher, ObjectProvider<AfterTransaction> when) {
    return new ApplicationEventBridge(publisher, when.getIfAvailable(() -> Runnable::run));
  }

  /** Without an outbox an event goes out once its transaction is committed. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TransactionSynchronizationManager.class)
  @ConditionalOnBooleanProperty(
      value = "eventbus.outbox.enabled",
      havingValue = false,
      matchIfMissing = true)
  static class WithoutOutbox {

    @Bean
    AfterTransaction eventBusAfterTransaction() {
      return work -> {
        // Nothing is told any more to who comes while those are told that it has ended.
        if (TransactionSynchronizationManager.isActualTransactionActive()
            && TransactionSynchronizationManager.isSynchronizationActive()) {
          TransactionSynchronizationManager.registerSynchronization(new OnceCommitted(work));
        } else {
          work.run();
        }
      };
    }

    /**
     * Not told of the commit but of the completion: of the commit those are not told who come in
     * the course of it, nor those who are behind one that fails.
     */
    private record OnceCommitted(Runnable work) implements TransactionSynchronization {
      @Override
      public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED) {
          work.run();
        }
      }

      /** Before all whose events go out at once since they are told of the end. */
      @Override
      public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
      }
    }
  }
}
