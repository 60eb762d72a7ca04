package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.context.ConfigurableApplicationContext;

/** The endpoint over HTTP, with a broker. */
@WithKafka
class EndpointIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static void publish(ConfigurableApplicationContext context, String teacherId) {
    context.getBean(EventPublisher.class).publish(new TeacherCreated(teacherId));
  }

  private static void awaitOpen(Web web, String group, int letters) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(web.get("actuator/eventbus/" + group).body())
                    .contains("\"open\":" + letters));
  }

  @Test
  void showsConsumersAndWhatTheyRead(KafkaCluster kafka) {
    var prefix = OperatedSchool.unique();
    try (var context = OperatedSchool.run(kafka.bootstrapServers(), prefix)) {
      var web = new Web(context);
      publish(context, "ada");

      var subscription =
          "\"subscriptions\":[{\"topic\":\"%s.teachercreated\",\"pattern\":false,"
              .formatted(prefix);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(web.get("actuator/eventbus").body())
                      .contains(
                          "\"status\":\"UP\"",
                          "\"group\":\"" + prefix + "\"",
                          "\"state\":\"RUNNING\"",
                          "\"lag\":0",
                          subscription + "\"type\":\"teacher.created\",\"paused\":false}]",
                          "\"position\":1"));
      assertThat(web.get("actuator/info").body())
          .contains(
              "\"source\":\"school\"",
              "\"groups\":{\"%s\":{\"%s.teachercreated\":[\"teacher.created\"]}}"
                  .formatted(prefix, prefix));
    }
  }

  @Test
  void listsDeadLettersWithoutWhatTheyHold(KafkaCluster kafka) {
    var group = OperatedSchool.unique();
    try (var context = OperatedSchool.run(kafka.bootstrapServers(), group)) {
      var web = new Web(context);
      assertThat(web.get("actuator/eventbus/" + group).body())
          .contains("\"open\":0", "\"letters\":[],\"more\":false");
      publish(context, "bad 1");
      publish(context, "bad 2");
      awaitOpen(web, group, 2);

      assertThat(web.get("actuator/eventbus/" + group).body())
          .contains(
              "\"byReason\":{\"retries-exhausted\":2}",
              "\"type\":\"teacher.created\"",
              "\"exceptionClass\":\"java.lang.IllegalStateException\"",
              "\"more\":false")
          .doesNotContain("secret");
      assertThat(web.get("actuator/eventbus/" + group + "?max=1").body())
          .contains("\"open\":2", "\"more\":true")
          .containsOnlyOnce("diedAt");
      assertThat(web.get("actuator/eventbus/" + group + "?max=0").statusCode()).isEqualTo(400);
      assertThat(web.get("actuator/eventbus/" + group + "?max=many").body())
          .contains("max is 'many'", "from 1 to 500");
      assertThat(context.getBean(DeadLetters.class).list(DeadLetterFilter.all(), 10)).hasSize(2);
    }
  }

  @Test
  void changesNothingUnlessAllowed(KafkaCluster kafka) {
    var group = OperatedSchool.unique();
    try (var context = OperatedSchool.run(kafka.bootstrapServers(), group, OperatedSchool.OUTBOX)) {
      var web = new Web(context);

      assertThat(web.post("actuator/eventbus/" + group, "{\"action\":\"pause\"}").statusCode())
          .isEqualTo(405);
      assertThat(web.post("actuator/eventbus/outbox/1", "{\"action\":\"skip\"}").statusCode())
          .isEqualTo(404);
      assertThat(context.getBean(OperatedSchool.class).audit).isEmpty();
    }
  }

  @Test
  void actsForOperatorsAndKeepsAnAudit(KafkaCluster kafka) {
    var group = OperatedSchool.unique();
    try (var context = OperatedSchool.run(kafka.bootstrapServers(), group, OperatedSchool.WRITES)) {
      var web = new Web(context);
      publish(context, "bad");
      awaitOpen(web, group, 1);

      assertThat(web.post("actuator/eventbus/" + group, "{\"action\":\"pause\"}").body())
          .contains("\"action\":\"pause\"");
      assertThat(web.get("actuator/eventbus").body())
          .contains("\"type\":\"teacher.created\",\"paused\":true");
      assertThat(
              web.post("actuator/eventbus/" + group, "{\"action\":\"redrive\",\"dryRun\":true}")
                  .body())
          .contains("\"selected\":1");
      var id = context.getBean(DeadLetters.class).list(DeadLetterFilter.all(), 1).get(0).id();
      var redrive = "{\"action\":\"redrive\",\"letters\":\"" + id + "\"}";
      assertThat(web.post("actuator/eventbus/" + group, redrive).body()).contains("\"sent\":1");
      assertThat(web.post("actuator/eventbus/" + group, redrive).body())
          .contains("none of these letters is open");
      assertThat(web.post("actuator/eventbus/" + group, "{\"action\":\"resume\"}").statusCode())
          .isEqualTo(200);
      assertThat(web.get("actuator/eventbus").body())
          .contains("\"type\":\"teacher.created\",\"paused\":false");

      assertThat(context.getBean(OperatedSchool.class).audit)
          .extracting(AuditEvent::getType)
          .containsExactly("EVENTBUS_PAUSE", "EVENTBUS_REDRIVE", "EVENTBUS_RESUME");
      assertThat(context.getBean(OperatedSchool.class).audit)
          .allSatisfy(
              event ->
                  assertThat(event.getData())
                      .containsEntry("group", group)
                      .containsEntry("outcome", "success"));
    }
  }

  @Test
  void saysWhatIsWrongWithARequest(KafkaCluster kafka) {
    var group = OperatedSchool.unique();
    try (var context = OperatedSchool.run(kafka.bootstrapServers(), group, OperatedSchool.WRITES)) {
      var web = new Web(context);
      var unknown = web.post("actuator/eventbus/others", "{\"action\":\"pause\"}");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("group 'others'", "[" + group + "]");
      assertThat(web.get("actuator/eventbus/others").statusCode()).isEqualTo(404);

      var wrong =
          Map.of(
              "{\"action\":\"stop\"}", "'stop' is no action here",
              "{}", "[pause, resume, redrive]",
              "{\"action\":\"redrive\",\"letters\":\"17\"}", "write topic:partition:offset",
              "{\"action\":\"redrive\",\"dryRun\":\"maybe\"}", "write true or false");
      wrong.forEach(
          (body, message) -> {
            var answer = web.post("actuator/eventbus/" + group, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).contains("\"error\":\"").contains(message);
          });
      assertThat(web.post("actuator/eventbus/outbox/1", "{\"action\":\"skip\"}").body())
          .contains("no outbox");
      assertThat(context.getBean(OperatedSchool.class).audit).isEmpty();
    }
  }

  @Test
  void answersAtOnceWhileNoBrokerDoes() {
    var group = OperatedSchool.unique();
    try (var context =
        OperatedSchool.run(
            "127.0.0.1:1", group, OperatedSchool.WRITES, "--eventbus.close-timeout=0s")) {
      var web = new Web(context);

      for (var answer :
          List.of(
              web.get("actuator/eventbus/" + group),
              web.post("actuator/eventbus/" + group, "{\"action\":\"redrive\"}"))) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("unreachable", "127.0.0.1:1");
      }
      assertThat(context.getBean(OperatedSchool.class).audit).isEmpty();
    }
  }
}
