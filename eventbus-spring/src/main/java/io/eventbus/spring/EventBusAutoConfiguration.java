package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.publish.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The bus, which is the application's publisher, too, unless there is another. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@EnableConfigurationProperties({EventBusProperties.class, ConsumerProperties.class})
@Import({
  KafkaConnectionConfiguration.class,
  ApplicationEventsConfiguration.class,
  PlatformThreadsConfiguration.class
})
class EventBusAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  BusAssembly eventBusAssembly(
      EventBusProperties properties,
      Environment environment,
      ObjectProvider<KafkaConnection> connection,
      ObjectProvider<SslBundles> bundles) {
    return new BusAssembly(
        properties,
        environment.getProperty("spring.application.name"),
        connection::getIfAvailable,
        bundles::getIfAvailable);
  }

  /** A publisher of the application's own comes first where one is asked for. */
  @Bean
  @Fallback
  @ConditionalOnMissingBean
  EventBus eventBus(
      BusAssembly assembly,
      ObjectProvider<MeterRegistry> meters,
      ObjectProvider<ObservationRegistry> observations,
      ObjectProvider<EventBusCustomizer> customizers) {
    var builder = assembly.builder();
    meters.ifUnique(builder::meterRegistry);
    observations.ifUnique(builder::observationRegistry);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return assembly.build(builder);
  }

  @Bean
  EventConsumersLifecycle eventConsumersLifecycle(
      EventBus bus,
      BusStart start,
      EventBusProperties properties,
      ConsumerProperties consumer,
      HandlerSearch search,
      ObjectProvider<EventConsumerCustomizer> customizers) {
    return new EventConsumersLifecycle(
        bus,
        new EventConsumersLifecycle.Settings(consumer, properties.closeTimeout(), start.later()),
        search,
        customizers.orderedStream().toList());
  }

  @Bean
  HandlerOptionsFactory eventHandlerOptions(
      EventBusProperties properties,
      ConsumerProperties consumer,
      ConfigurableListableBeanFactory beans,
      Environment environment) {
    return new HandlerOptionsFactory(properties, consumer, beans, groupOf(environment, properties));
  }

  @Bean
  HandlerSearch eventHandlerSearch(
      ConfigurableListableBeanFactory beans,
      HandlerOptionsFactory options,
      ObjectProvider<Inboxes> inboxes) {
    return new HandlerSearch(beans, options, new Registrations(inboxes::getIfAvailable));
  }

  /** Those of the usual group; the bus has those of others. Made when somebody needs it. */
  @Bean
  @Lazy
  @ConditionalOnMissingBean
  DeadLetters eventBusDeadLetters(EventBus bus, HandlerOptionsFactory options) {
    return bus.deadLetters(options.usualGroup());
  }

  /** What was to be part of transactions must not go out beside them. */
  @Bean
  @ConditionalOnBooleanProperty("eventbus.outbox.enabled")
  SmartInitializingSingleton eventBusOutboxCheck(
      EventBusProperties properties, ObjectProvider<EventPublisher> publisher) {
    return () -> {
      if (properties.enabled() && publisher.getIfUnique() instanceof EventBus) {
        throw new EventBusStartException(
            "'eventbus.outbox.enabled' is set, but there is no database for the outbox",
            "Add a DataSource and Spring's JDBC support (spring-boot-starter-jdbc or -data-jpa). Of"
                + " several data sources mark one as @Primary, or define beans of type Outbox and"
                + " EventPublisher yourself.",
            null);
      }
    };
  }

  @Bean
  BusStart eventBusStart(
      BusAssembly assembly, EventBus bus, ObjectProvider<EventBusCustomizer> customizers) {
    boolean simple = assembly.onlyAddresses() && customizers.stream().findAny().isEmpty();
    return new BusStart(() -> assembly.awaitStart(bus), !simple);
  }

  /** While the bus is switched off any name will do. */
  private static @Nullable String groupOf(Environment environment, EventBusProperties properties) {
    var name = environment.getProperty("spring.application.name");
    return name == null && !properties.enabled() ? "application" : name;
  }
}
