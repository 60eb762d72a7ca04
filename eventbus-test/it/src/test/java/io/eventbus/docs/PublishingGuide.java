package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.EventBusConfig;
import io.eventbus.KafkaSecurity;
import io.eventbus.codec.EventFormat;
import io.eventbus.consume.EventConsumer;
import io.eventbus.docs.Guide.UserRegistered;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.topic.TopicReport;
import io.eventbus.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the pages about publishing, formats and versions. */
final class PublishingGuide {

  private static final Logger log = LoggerFactory.getLogger(PublishingGuide.class);

  final List<String> seen = new CopyOnWriteArrayList<>();

  // docs:template
  @EventType(value = "content.changed", topic = "content.{contentType}.{action}")
  public record ContentChanged(String contentType, String action, String title)
      implements IntegrationEvent {}

  // docs:end

  // docs:version
  @EventType(value = "quiz.created", version = 2)
  public record QuizCreated(String subject, String title) implements IntegrationEvent {}

  // docs:end

  void batch(EventBus bus, List<UserRegistered> users) {
    // docs:batch
    bus.publishAll(users, user -> PublishOptions.defaults().withKey(user.userId()))
        .thenAccept(
            report -> report.failed().forEach(fate -> log.warn("not published", fate.failure())));
    // docs:end
  }

  EventBus modes(String servers) {
    // docs:modes
    EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("certificate-service")
            .enabled(
                !"false".equals(System.getenv("KAFKA_ENABLED"))) // off: nothing is sent or read
            .required(Duration.ofSeconds(10)) // build() fails unless a broker answers
            .fallback((encoded, failure) -> store(encoded.body())) // what could not be published
            .build();
    // docs:end
    return bus;
  }

  TopicReport topics(EventBus bus) {
    // docs:topics
    TopicReport report =
        bus.ensureTopics(
            List.of(
                TopicSpec.of("user.events")
                    .withPartitions(12)
                    .withReplication(1)
                    .withRetention(Duration.ofDays(7))));
    report.differences().forEach(difference -> log.warn("left alone: {}", difference));
    // docs:end
    return report;
  }

  EventBus formats(String servers) {
    // docs:formats
    EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("course-service")
            .format(EventFormat.BARE_JSON) // of all events; or of one by PublishOptions.withFormat
            .build();
    // docs:end
    return bus;
  }

  EventBus versions(String servers) {
    // docs:upcaster
    EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("content-service")
            .upcaster(
                "quiz.created",
                1,
                data -> data.put("subject", "general").put("title", data.remove("name").asString()))
            .build();
    // docs:end
    return bus;
  }

  EventBus environment() {
    // docs:environment
    EventBusConfig config = EventBusConfig.fromEnvironment();
    EventBus bus = config.builder().closeTimeout(Duration.ofSeconds(10)).build();
    // docs:end
    return bus;
  }

  EventBus secured(String servers, String authorities, String password) {
    // docs:security
    EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("teacher-service")
            .security(
                KafkaSecurity.tls()
                    .withTrustedCertificates(authorities) // PEM; left out: those of the JVM
                    .withScramSha512("teacher-service", password))
            .build();
    // docs:end
    return bus;
  }

  EventConsumer readContent(EventBus bus) {
    return bus.consumer("search-service")
        .on(ContentChanged.class, (event, context) -> seen.add(context.topic()))
        .on(QuizCreated.class, (event, context) -> seen.add(event.subject() + ": " + event.title()))
        .start();
  }

  private void store(byte[] body) {
    seen.add("stored " + body.length + " bytes");
  }
}
