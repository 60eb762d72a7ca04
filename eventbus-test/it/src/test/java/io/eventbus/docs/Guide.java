package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.UnknownTypeRule;
import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the guides. */
final class Guide {

  private static final Logger log = LoggerFactory.getLogger(Guide.class);

  final List<String> seen = new CopyOnWriteArrayList<>();

  // docs:fixed-topic
  @EventType(value = "user.registered", topic = "user.events")
  public record UserRegistered(String userId) implements IntegrationEvent {}

  @EventType(value = "user.deleted", topic = "user.events")
  public record UserDeleted(String userId) implements IntegrationEvent {}

  // docs:end

  void publish(EventBus bus, TeacherCreated event) {
    // docs:publish
    bus.publish(event, PublishOptions.defaults().withTenantId("school-7").withCorrelationId("r-1"))
        .whenComplete(
            (published, failure) -> {
              if (failure instanceof PublishException refused) {
                log.warn("{}: {}", refused.reason(), refused.getMessage());
              }
            });
    // docs:end
  }

  EventConsumer consume(EventBus bus) {
    // docs:consume
    EventConsumer consumer =
        bus.consumer("notification-service")
            .on(UserRegistered.class, this::welcome)
            .on(UserDeleted.class, this::forget)
            .retry(
                RetryPolicy.defaults()
                    .withMaxAttempts(4)
                    .withWaits(Duration.ofMillis(200), 2, Duration.ofSeconds(10))
                    .notOn(IllegalArgumentException.class))
            .unknownTypes(UnknownTypeRule.DEAD_LETTER)
            .options(ConsumerOptions.defaults().withConcurrency(8))
            .start();
    // docs:end
    return consumer;
  }

  void welcome(UserRegistered event, EventContext context) {
    seen.add("welcome " + event.userId() + " on attempt " + context.attempt());
  }

  void forget(UserDeleted event, EventContext context) {
    seen.add("forget " + event.userId() + " of " + context.topic());
  }

  static EventBus bounded(String servers) {
    // docs:bounds
    EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("teacher-service")
            .publisherOptions(
                PublisherOptions.defaults()
                    .withWaiting(5_000, 8 * 1024 * 1024, Duration.ofSeconds(20)))
            .clientProperty("compression.type", "zstd")
            .build();
    // docs:end
    return bus;
  }
}
