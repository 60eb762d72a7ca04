package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.JsonNode;

/** A course is published by a saga, students enrol, and the catalogue is made anew. */
final class CourseScenario implements Scenario {

  private static final String TEACHER = "+420601000021";

  private final SchoolClient client;
  private final Teachers teachers;
  private final Wire wire;
  private final String content = UUID.randomUUID().toString();
  private String instructor = "";
  private String course = "";
  private String publication = "";

  CourseScenario(SchoolClient client, Wire wire) {
    this.client = client;
    this.teachers = new Teachers(client);
    this.wire = wire;
  }

  @Override
  public String system() {
    return "courses";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("a course of a teacher with an identity", this::create),
        new Step("a course of an unknown instructor", this::createWithoutInstructor),
        new Step("its publication waits for the content", this::beginPublication),
        new Step("content is ready, the teacher confirms", this::publish),
        new Step("students enrol, the catalogue counts them", this::enrol),
        new Step("the catalogue is made anew", this::rebuild));
  }

  @Override
  public List<Step> withoutKafka() {
    return List.of(new Step("a course is created all the same", this::createWithoutKafka));
  }

  @Override
  public List<Step> withKafkaAgain() {
    return List.of(new Step("its event appears", this::eventAppears));
  }

  private String createWithoutKafka() throws Exception {
    long start = System.nanoTime();
    var created = post("/api/v1/courses", course(instructor));
    expectStatus(201, created);
    course = created.text("id");
    return "201 in %d ms; the event waits in the outbox"
        .formatted((System.nanoTime() - start) / 1_000_000);
  }

  private String eventAppears() throws Exception {
    onlyCreation();
    return "keyed by the course, nothing was lost";
  }

  private String create() throws Exception {
    teachers.create(TEACHER, "Mary Somerville");
    instructor = teachers.onlyUser(TEACHER).path("id").asString();
    var created = post("/api/v1/courses", course(instructor));
    expectStatus(201, created);
    course = created.text("id");
    var event = onlyCreation();
    expect(0, event.headers().toArray().length);
    return "201; bare JSON on Course-Creation, no headers";
  }

  private ConsumerRecord<byte[], byte[]> onlyCreation() throws Exception {
    var found =
        Await.until("Course-Creation", () -> events("Course-Creation"), seen -> !seen.isEmpty());
    expect(1, found.size());
    expect(course, new String(found.get(0).key(), UTF_8));
    return found.get(0);
  }

  private String createWithoutInstructor() throws Exception {
    var refused = post("/api/v1/courses", course(UUID.randomUUID().toString()));
    expectStatus(422, refused);
    return "422, told why; nothing published";
  }

  private static Map<String, String> course(String instructorId) {
    return Map.of(
        "title", "The Mechanism of the Heavens",
        "description", "After Laplace.",
        "instructorId", instructorId);
  }

  private String beginPublication() throws Exception {
    var module = Map.of("title", "Preliminary dissertation", "contentId", content);
    expectStatus(201, post("/api/v1/courses/" + course + "/modules", module));
    var begun = post("/api/v1/courses/" + course + "/publications", Map.of());
    expectStatus(201, begun);
    expect("AWAITING_CONTENT", begun.text("state"));
    publication = "/api/v1/publications/" + begun.text("id");
    var path = "/api/v1/courses/" + course + "/enrolments";
    expectStatus(409, post(path, Map.of("studentId", UUID.randomUUID())));
    return "AWAITING_CONTENT; 409 for who wants to enrol";
  }

  private String publish() throws Exception {
    var transcoded =
        """
        {"contentId":"%s","status":"COMPLETED","url":"https://media.school.example/1",\
        "completedAt":"2026-11-22T08:00:00Z"}"""
            .formatted(content);
    wire.send(
        new ProducerRecord<>(
            "Transcoding-Completed", content.getBytes(UTF_8), transcoded.getBytes(UTF_8)));
    Await.until(
        "the content is ready",
        () -> get(publication).path("state").asString(),
        "AWAITING_CONFIRMATION"::equals);
    expectStatus(200, post(publication + "/confirmation", Map.of("instructorId", instructor)));
    Await.until("two updates", () -> events("Course-Update"), seen -> seen.size() == 2);
    return "PUBLISHED; two events on Course-Update";
  }

  private String enrol() throws Exception {
    var path = "/api/v1/courses/" + course + "/enrolments";
    var student = Map.of("studentId", UUID.randomUUID());
    expectStatus(201, post(path, student));
    expectStatus(200, post(path, student));
    expectStatus(201, post(path, Map.of("studentId", UUID.randomUUID())));
    Await.until("the catalogue counts two", this::entry, entry -> entry.contains(":2}"));
    return "201, the same one 200, 201; two in the catalogue";
  }

  private String rebuild() throws Exception {
    var before = entry();
    var begun = post("/api/v1/catalogue/versions", Map.of());
    expectStatus(202, begun);
    var version = begun.body().path("number").asInt();
    expect(before, entry());
    Await.until(
        "the new version answers",
        () -> get("/api/v1/catalogue").path("version").asInt(),
        live -> live == version);
    expect(before, entry());
    return "it answered all the while; version " + version + " says the same";
  }

  /** The course in the catalogue; empty as long as it is not in there. */
  private String entry() throws Exception {
    return get("/api/v1/catalogue")
        .path("courses")
        .valueStream()
        .filter(entry -> entry.path("courseId").asString().equals(course))
        .map(JsonNode::toString)
        .findFirst()
        .orElse("");
  }

  private JsonNode get(String path) throws Exception {
    return client.get(SchoolService.COURSES, path).body();
  }

  private Answer post(String path, Object body) throws Exception {
    return client.post(SchoolService.COURSES, path, body);
  }

  private List<ConsumerRecord<byte[], byte[]>> events(String topic) {
    return wire.read(topic).stream()
        .filter(event -> new String(event.value(), UTF_8).contains(course))
        .toList();
  }
}
