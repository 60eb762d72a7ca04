package io.eventbus.examples.teacher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.examples.school.contracts.WireExample;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  void publishesCreationAndDeletionToTheByteAsTheContractShows() {
    var created = WireExample.teacherCreated();
    var id = service.post(asked(created, "teacherId")).getBody().path("id").asString();
    assertThat(service.delete("/api/v1/teachers/" + id).getStatusCode().value()).isEqualTo(204);
    assertThat(service.delete("/api/v1/teachers/" + id).getStatusCode().value()).isEqualTo(404);
    assertThat(service.get("/api/v1/teachers/" + id).getStatusCode().value()).isEqualTo(404);

    assertThat(published(created, id)).isEqualTo(created.toString());
    var deleted = WireExample.teacherDeleted();
    assertThat(published(deleted, id)).isEqualTo(deleted.toString());
  }

  @Test
  void createsTeachersInBulkAndPublishesEach() {
    var answer = bulk(ada("+491700000011"), ada("+491700000012"));

    assertThat(answer.getStatusCode().value()).isEqualTo(201);
    assertThat(answer.getBody().valueStream().map(it -> it.path("phoneNumber").asString()))
        .containsExactly("+491700000011", "+491700000012");
    for (var teacher : answer.getBody()) {
      var id = teacher.path("id").asString();
      assertThat(service.get("/api/v1/teachers/" + id).getBody()).isEqualTo(teacher);
      assertThat(topics.read("emis.teacher.teachercreated", id).value())
          .contains(teacher.path("phoneNumber").asString());
    }
  }

  @Test
  void createsNoneInBulkWhereOneIsWrong() {
    service.post(ada("+491700000013"));
    int before = service.count("teachers");

    var invalid = bulk(ada("+491700000014"), ada("0170 1"));
    var taken = bulk(ada("+491700000014"), ada("+491700000013"));
    var twice = bulk(ada("+491700000014"), ada("+491700000014"));
    var none = service.post("/api/v1/teachers/bulk", Map.of("teachers", List.of()));

    assertThat(invalid.getStatusCode().value()).isEqualTo(400);
    assertThat(invalid.getBody().path("invalid").propertyNames())
        .containsExactly("teachers[1].phoneNumber");
    assertThat(taken.getStatusCode().value()).isEqualTo(409);
    assertThat(twice.getStatusCode().value()).isEqualTo(409);
    assertThat(none.getStatusCode().value()).isEqualTo(400);
    assertThat(service.count("teachers")).isEqualTo(before);
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
  void createsAParentAndPublishesItToTheByteAsTheContractShows() {
    var example = WireExample.parentCreated();
    var parent = asked(example, "parentId");

    var created = service.post("/api/v1/parents", parent);

    assertThat(created.getStatusCode().value()).isEqualTo(201);
    var location = created.getHeaders().getLocation().toString();
    assertThat(service.get(location).getBody()).isEqualTo(created.getBody());
    assertThat(published(example, created.getBody().path("id").asString()))
        .isEqualTo(example.toString());
    assertThat(service.post("/api/v1/parents", parent).getStatusCode().value()).isEqualTo(409);
    parent.put("studentId", UUID.randomUUID().toString());
    assertThat(service.post("/api/v1/parents", parent).getStatusCode().value()).isEqualTo(201);
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

  /** What to ask for, to have the service publish the example. */
  private static Map<String, String> asked(WireExample example, String id) {
    var body = new HashMap<String, String>();
    JsonMapper.shared()
        .readTree(example.body())
        .forEachEntry((name, value) -> body.put(name, value.asString()));
    body.remove(id);
    return body;
  }

  /** What was published, with the ids and the time of the example. */
  private static String published(WireExample example, String key) {
    var record = topics.read(example.topic(), key);
    var headers = new HashMap<String, String>();
    record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
    assertThat(UUID.fromString(headers.get("ce_id"))).isNotNull();
    assertThat(Instant.parse(headers.get("ce_time"))).isBeforeOrEqualTo(Instant.now());
    for (var own : List.of("ce_id", "ce_time")) {
      headers.put(own, example.headers().get(own));
    }
    return new WireExample(record.topic(), record.key(), headers, record.value())
        .toString()
        .replace(key, example.key());
  }

  private static ResponseEntity<JsonNode> bulk(Map<String, String> one, Map<String, String> two) {
    return service.post("/api/v1/teachers/bulk", Map.of("teachers", List.of(one, two)));
  }
}
