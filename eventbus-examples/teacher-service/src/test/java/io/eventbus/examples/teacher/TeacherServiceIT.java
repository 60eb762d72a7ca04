package io.eventbus.examples.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

@WithKafka
final class TeacherServiceIT {

  private static final String TENANT = UUID.randomUUID().toString();

  @AutoClose private static RunningService service;
  @AutoClose private static TopicReader topics;

  @BeforeAll
  static void start(KafkaCluster kafka) {
    kafka.createTopic("emis.teacher.teachercreated", 1);
    kafka.createTopic("emis.teacher.teacherdeleted", 1);
    kafka.createTopic("emis.teacher.parentcreated", 1);
    service = RunningService.start(kafka.bootstrapServers());
    topics = new TopicReader(kafka.bootstrapServers());
  }

  @Test
  void createsATeacherWhoCanBeFound() {
    var created = service.post(ada("+491700000001"));

    assertThat(created.getStatusCode().value()).isEqualTo(201);
    assertThat(created.getHeaders().getLocation())
        .hasToString("/api/v1/teachers/" + created.getBody().path("id").asString());
    assertThat(created.getBody().path("phoneNumber").asString()).isEqualTo("+491700000001");
    assertThat(created.getBody().path("tenantId").asString()).isEqualTo(TENANT);
    assertThat(service.get(created.getHeaders().getLocation().toString()).getBody())
        .isEqualTo(created.getBody());
  }

  @Test
  void publishesCreationAndDeletionToTheirTopics() {
    var id = service.post(ada("+491700000002")).getBody().path("id").asString();
    assertThat(service.delete("/api/v1/teachers/" + id).getStatusCode().value()).isEqualTo(204);
    assertThat(service.delete("/api/v1/teachers/" + id).getStatusCode().value()).isEqualTo(404);
    assertThat(service.get("/api/v1/teachers/" + id).getStatusCode().value()).isEqualTo(404);

    var json =
        """
        {"teacherId":"%s","tenantId":"%s","phoneNumber":"+491700000002",\
        "fullName":"Ada Lovelace","email":"ada@example.org"}"""
            .formatted(id, TENANT);
    var created = topics.read("emis.teacher.teachercreated", id);
    assertThat(created.value()).isEqualTo(json);
    assertThat(header(created, "ce_type")).isEqualTo("teacher.created");
    assertThat(header(created, "ce_source")).isEqualTo("teacher-service");
    assertThat(header(created, "ce_tenantid")).isEqualTo(TENANT);
    var deleted = topics.read("emis.teacher.teacherdeleted", id);
    assertThat(deleted.value()).isEqualTo(json);
    assertThat(header(deleted, "ce_type")).isEqualTo("teacher.deleted");
    assertThat(header(deleted, "ce_tenantid")).isEqualTo(TENANT);
  }

  @Test
  void namesEachInvalidField() {
    var answer = service.post(Map.of("phoneNumber", "0170 1", "fullName", " ", "email", "ada"));

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody().path("invalid").propertyNames())
        .containsExactlyInAnyOrder("tenantId", "phoneNumber", "fullName", "email");
    assertThat(answer.getBody().path("invalid").path("phoneNumber").asString())
        .isEqualTo("must be a + followed by 7 to 15 digits");
  }

  @Test
  void namesTheFieldThatHasTheWrongForm() {
    var teacher = ada("+491700000003");
    teacher.put("tenantId", "no uuid");

    var answer = service.post(teacher);

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody().path("invalid").propertyNames()).containsExactly("tenantId");
  }

  @Test
  void refusesANumberThatAnotherTeacherHas() {
    service.post(ada("+491700000004"));
    var other = ada("+491700000004");
    other.put("tenantId", UUID.randomUUID().toString());

    var answer = service.post(other);

    assertThat(answer.getStatusCode().value()).isEqualTo(409);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody().path("detail").asString())
        .isEqualTo("Another teacher has this phone number.");
  }

  @Test
  void createsAParentAndPublishesIt() {
    var studentId = UUID.randomUUID().toString();
    var anne = ada("+491700000006");
    anne.put("studentId", studentId);

    var created = service.post("/api/v1/parents", anne);

    assertThat(created.getStatusCode().value()).isEqualTo(201);
    var location = created.getHeaders().getLocation().toString();
    assertThat(service.get(location).getBody()).isEqualTo(created.getBody());
    var id = created.getBody().path("id").asString();
    var event = topics.read("emis.teacher.parentcreated", id);
    assertThat(event.value())
        .isEqualTo(
            """
            {"parentId":"%s","tenantId":"%s","studentId":"%s","phoneNumber":"+491700000006",\
            "fullName":"Ada Lovelace","email":"ada@example.org"}"""
                .formatted(id, TENANT, studentId));
    assertThat(header(event, "ce_type")).isEqualTo("parent.created");
    assertThat(header(event, "ce_tenantid")).isEqualTo(TENANT);
    assertThat(service.post("/api/v1/parents", anne).getStatusCode().value()).isEqualTo(409);
    anne.put("studentId", UUID.randomUUID().toString());
    assertThat(service.post("/api/v1/parents", anne).getStatusCode().value()).isEqualTo(201);
  }

  @Test
  void namesEachInvalidFieldOfAParent() {
    var answer =
        service.post("/api/v1/parents", Map.of("tenantId", TENANT, "phoneNumber", "0170 1"));

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody().path("invalid").propertyNames())
        .containsExactlyInAnyOrder("studentId", "phoneNumber", "fullName", "email");
  }

  @Test
  void isScrapedByPrometheus() {
    var id = service.post(ada("+491700000005")).getBody().path("id").asString();
    topics.read("emis.teacher.teachercreated", id);
    await()
        .untilAsserted(
            () ->
                assertThat(service.scrape())
                    .contains("eventbus_relay_sent_total{")
                    .contains("eventbus_outbox_age_seconds{")
                    .contains("kafka_producer_record_send_total"));
  }

  private static Map<String, String> ada(String phoneNumber) {
    return new HashMap<>(
        Map.of(
            "tenantId",
            TENANT,
            "phoneNumber",
            phoneNumber,
            "fullName",
            "Ada Lovelace",
            "email",
            "ada@example.org"));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
