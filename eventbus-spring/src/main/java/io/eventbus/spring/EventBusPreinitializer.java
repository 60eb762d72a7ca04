package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ConsumerCoordinator;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient;
import org.apache.kafka.clients.consumer.internals.FetchCollector;
import org.apache.kafka.clients.consumer.internals.Fetcher;
import org.apache.kafka.clients.consumer.internals.OffsetFetcher;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Loads what a bus is made of while the application begins to start, on a thread of Spring Boot's
 * that ignores failures. It connects to nothing and starts no thread.
 */
final class EventBusPreinitializer implements BackgroundPreinitializer {

  /** With what they need, most of what Kafka's clients load when they are made. */
  private static final List<Class<?>> CLIENTS =
      List.of(
          KafkaProducer.class,
          KafkaConsumer.class,
          ClassicKafkaConsumer.class,
          ConsumerNetworkClient.class,
          ConsumerCoordinator.class,
          Fetcher.class,
          FetchCollector.class,
          OffsetFetcher.class);

  @EventType("eventbus.preinitialized")
  private record Preinitialized(String name) implements IntegrationEvent {}

  @Override
  public void preinitialize() throws ClassNotFoundException {
    bus();
    properties();
    clients();
  }

  /** One that is switched off, so that what is published is written as JSON and goes nowhere. */
  private static void bus() {
    Retries.of(RetryPolicy.defaults()).start();
    try (var bus = EventBus.builder().source("preinitialized").enabled(false).build()) {
      bus.consumer("preinitialized").on(Preinitialized.class, (event, context) -> {}).start();
      bus.publish(new Preinitialized("preinitialized"));
    }
  }

  private static void properties() {
    var binder = new Binder(new MapConfigurationPropertySource(Map.of()));
    binder.bindOrCreate("eventbus", EventBusProperties.class);
    binder.bindOrCreate("eventbus.consumer", ConsumerProperties.class);
  }

  private static void clients() throws ClassNotFoundException {
    ManagementFactory.getPlatformMBeanServer(); // with which the clients register
    ProducerConfig.configNames();
    ConsumerConfig.configNames();
    for (var client : CLIENTS) {
      Class.forName(client.getName());
    }
  }
}
