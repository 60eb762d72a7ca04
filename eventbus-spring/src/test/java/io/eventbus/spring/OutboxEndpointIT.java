package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox in the endpoint over HTTP, with a broker. */
@WithKafka
class OutboxEndpointIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void decidesAboutEventsThatTheOutboxHoldsBack(KafkaCluster kafka) {
    var prefix = OperatedSchool.unique();
    kafka.createTopic(prefix + ".portraittaken", 1, Map.of("max.message.bytes", "1000"));
    try (var context =
        OperatedSchool.run(
            kafka.bootstrapServers(), prefix, OperatedSchool.WRITES, OperatedSchool.OUTBOX)) {
      var web = new Web(context);
      publishInTransaction(context, PortraitTaken.large("ada"), new PortraitTaken("ada", "small"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(web.get("actuator/eventbus").body())
                      .contains("\"relay\":\"ACTIVE\"", "\"held\":2,\"leaseOwner\":\"")
                      .contains("\"key\":\"ada\"", "too large", "\"behind\":1"));
      assertThat(web.get("actuator/eventbus").body()).doesNotContain("image");

      assertThat(decide(web, "1", "retry").statusCode()).isEqualTo(200);
      await().atMost(SOON).until(() -> decide(web, "1", "skip").statusCode() == 200);
      assertThat(web.get("actuator/eventbus").body()).contains("\"held\":[]");

      assertThat(decide(web, "1", "skip").statusCode()).isEqualTo(404);
      assertThat(decide(web, "1", "skip").body()).contains("no event 1 is held back");
      assertThat(decide(web, "x", "skip").statusCode()).isEqualTo(400);
      assertThat(decide(web, "1", "keep").body()).contains("[retry, skip]");
      var audit = context.getBean(OperatedSchool.class).audit;
      assertThat(audit)
          .filteredOn(event -> "success".equals(event.getData().get("outcome")))
          .extracting(AuditEvent::getType)
          .containsExactly("EVENTBUS_RETRY", "EVENTBUS_SKIP");
      assertThat(audit.get(audit.size() - 1).getData())
          .containsEntry("id", "1")
          .containsEntry("outcome", "failure")
          .hasEntrySatisfying("error", error -> assertThat(error).asString().contains("no event"));
    }
  }

  @Test
  void showsTheOutboxThatAnotherInstanceSends(KafkaCluster kafka) {
    var without = "--eventbus.outbox.relay.enabled=false";
    try (var context =
        OperatedSchool.run(
            kafka.bootstrapServers(),
            OperatedSchool.unique(),
            OperatedSchool.WRITES,
            OperatedSchool.OUTBOX,
            without)) {
      var web = new Web(context);
      publishInTransaction(context, new PortraitTaken("ada", "small"));

      assertThat(web.get("actuator/eventbus").body())
          .contains("\"relay\":\"STOPPED\"", "\"backlog\":{\"events\":1,", "\"leaseOwner\":null");
      assertThat(decide(web, "1", "skip").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> decide(Web web, String id, String action) {
    return web.post("actuator/eventbus/outbox/" + id, "{\"action\":\"" + action + "\"}");
  }

  private static void publishInTransaction(
      ConfigurableApplicationContext context, IntegrationEvent... events) {
    var publisher = context.getBean(EventPublisher.class);
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> List.of(events).forEach(publisher::publish));
  }

  @EventType("portrait.taken")
  record PortraitTaken(String teacherId, String image) implements IntegrationEvent {

    /** Too large for its topic, and no compression makes it smaller. */
    static PortraitTaken large(String teacherId) {
      var image = new StringBuilder();
      new Random(1).ints(5_000, 'a', 'z').forEach(letter -> image.append((char) letter));
      return new PortraitTaken(teacherId, image.toString());
    }

    @Override
    public String key() {
      return teacherId;
    }
  }
}
