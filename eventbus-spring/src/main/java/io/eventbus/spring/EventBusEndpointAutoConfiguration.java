package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** The endpoint {@code eventbus}. */
@AutoConfiguration(after = {EventBusAutoConfiguration.class, EventBusJdbcAutoConfiguration.class})
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(EventBusEndpoint.class)
@ConditionalOnBean({EventBus.class, EventConsumersLifecycle.class})
class EventBusEndpointAutoConfiguration {

  @Bean
  @ConditionalOnSingleCandidate(OutboxStore.class)
  OutboxDesk eventBusOutboxDesk(OutboxStore store, ObjectProvider<OutboxRelayLifecycle> relay) {
    return new OutboxDesk(store, () -> relayOf(relay.getIfAvailable()));
  }

  private static @Nullable OutboxRelay relayOf(@Nullable OutboxRelayLifecycle lifecycle) {
    return lifecycle == null ? null : lifecycle.relay();
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBooleanProperty("eventbus.endpoint.writes")
  WritableEventBusEndpoint writableEventBusEndpoint(
      EventBus bus,
      EventConsumersLifecycle consumers,
      ObjectProvider<OutboxDesk> outbox,
      ApplicationEventPublisher audit) {
    return new WritableEventBusEndpoint(
        bus, consumers::consumers, outbox.getIfAvailable(), new AuditedActs(audit));
  }

  @Bean
  @ConditionalOnMissingBean
  EventBusEndpoint eventBusEndpoint(
      EventBus bus, EventConsumersLifecycle consumers, ObjectProvider<OutboxDesk> outbox) {
    return new EventBusEndpoint(bus, consumers::consumers, outbox.getIfAvailable());
  }
}
