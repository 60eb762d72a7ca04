package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.inbox.InboxStore;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.publish.EventPublisher;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/** Outbox and inbox in the application's database, as part of its transactions. */
@AutoConfiguration(
    after = EventBusAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
    })
@ConditionalOnClass({DataSourceUtils.class, PlatformTransactionManager.class})
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties(OutboxProperties.class)
class EventBusJdbcAutoConfiguration {

  @Bean
  SpringTransaction eventBusTransaction(DataSource dataSource) {
    return new SpringTransaction(dataSource);
  }

  /** Those that the application defines itself, too, which Spring Boot's customizers pass by. */
  @Bean
  SmartInitializingSingleton eventBusCommitWatch(
      ObjectProvider<PlatformTransactionManager> managers) {
    return () -> managers.stream().forEach(CommitWatch::on);
  }

  @Bean
  EventBusSchema eventBusSchema(DataSource dataSource, EventBusProperties properties) {
    return new EventBusSchema(dataSource, properties.jdbc().initializeSchema());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnSingleCandidate(PlatformTransactionManager.class)
  static class InboxConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InboxStore inboxStore(DataSource dataSource) {
      return JdbcInboxStore.of(dataSource);
    }

    @Bean
    SpringTransactions eventBusTransactions(
        PlatformTransactionManager manager, SpringTransaction current) {
      return new SpringTransactions(manager, current);
    }

    /** Made when the first handler needs it. */
    @Bean
    @Lazy
    @DependsOnDatabaseInitialization
    Inboxes eventBusInboxes(
        EventBus bus,
        EventBusProperties properties,
        EventBusSchema schema,
        InboxStore store,
        SpringTransactions transactions) {
      transactions.requireDatabase();
      schema.prepare(null);
      return new SpringInboxes(bus, store, transactions, properties.inbox().retention());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty("eventbus.outbox.enabled")
  static class OutboxConfiguration {

    /** After the application's own tables: migration tools begin in an empty schema. */
    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    OutboxStore outboxStore(
        DataSource dataSource, OutboxProperties properties, EventBusSchema schema) {
      var name = properties.name();
      schema.prepare(name);
      return name == null ? JdbcOutboxStore.of(dataSource) : JdbcOutboxStore.of(dataSource, name);
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(EventBus bus, OutboxStore store, SpringTransaction current) {
      return bus.outbox(store).in(current);
    }

    @Bean
    @ConditionalOnMissingBean(value = EventPublisher.class, ignored = EventBus.class)
    EventPublisher eventPublisher(
        EventBus bus, Outbox outbox, SpringTransaction current, OutboxProperties properties) {
      return new TransactionalPublisher(
          current, outbox.publisher(), bus, properties.outsideTransaction());
    }

    @Bean
    @ConditionalOnBooleanProperty(value = "eventbus.outbox.relay.enabled", matchIfMissing = true)
    OutboxRelayLifecycle outboxRelayLifecycle(
        EventBus bus, OutboxStore store, OutboxProperties outbox, EventBusProperties properties) {
      return new OutboxRelayLifecycle(
          bus, store, outbox.relay().options(), properties.closeTimeout());
    }
  }
}
