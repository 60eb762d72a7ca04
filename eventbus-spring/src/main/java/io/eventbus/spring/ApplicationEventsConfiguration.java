package io.eventbus.spring;

import io.eventbus.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Publishes application events, where asked. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("eventbus.application-events")
class ApplicationEventsConfiguration {

  @Bean
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
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  work.run();
                }
              });
        } else {
          work.run();
        }
      };
    }
  }
}
