package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.JsonNode;

/** A quiz is made and handed in; resources come in a batch; Kafka is asked after. */
final class ContentScenario implements Scenario {

  private static final String SUBMISSIONS = "quiz.submission";
  private static final String STUDENT = UUID.randomUUID().toString();

  private final SchoolClient client;
  private final Wire wire;
  private String concept = "";
  private String quiz = "";
  private String question = "";
  private String later = "";

  ContentScenario(SchoolClient client, Wire wire) {
    this.client = client;
    this.wire = wire;
  }

  @Override
  public String system() {
    return "content";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("a quiz is created", this::createQuiz),
        new Step("a student hands it in, twice", this::submit),
        new Step("so does one by version 1 of the event", this::submitVersion1),
        new Step("resources are imported in a batch", this::importResources),
        new Step("is the producer connected, who reads?", this::askAfterKafka));
  }

  @Override
  public List<Step> withoutKafka() {
    return List.of(
        new Step("the producer is not connected, nobody reads", this::askWithoutKafka),
        new Step("a quiz is created all the same", this::createWithoutKafka));
  }

  @Override
  public List<Step> withKafkaAgain() {
    return List.of(new Step("its event appears", () -> "key " + eventOf(later)));
  }

  private String createQuiz() throws Exception {
    concept = create("concepts", Map.of("title", "Fractions"));
    quiz = create("quizzes", Map.of("title", "Adding fractions", "parentId", concept));
    question =
        create("questions", Map.of("title", "1/2 + 1/4?", "parentId", quiz, "answer", "3/4"));
    expect(quiz, eventOf(quiz));
    return "201; its event on content.quiz.created";
  }

  private String create(String contents, Map<String, String> body) throws Exception {
    var answer = client.post(SchoolService.CONTENT, "/api/v1/" + contents, body);
    expectStatus(201, answer);
    return answer.text("id");
  }

  /** The key of the first event about a quiz, awaited. */
  private String eventOf(String id) throws Exception {
    return key(first("content.quiz.created", id));
  }

  private ConsumerRecord<byte[], byte[]> first(String topic, String key) throws Exception {
    return Await.until("its event", () -> records(topic, key), found -> !found.isEmpty()).get(0);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
    return wire.read(topic).stream().filter(record -> key(record).equals(key)).toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private String submit() throws Exception {
    var id = UUID.randomUUID().toString();
    expectStatus(202, submit(id, "1/2"));
    expectStatus(202, submit(id, "1/2"));
    // Same key, same order: once this one counts, those before it are done.
    expectStatus(202, submit(UUID.randomUUID().toString(), "3/4"));
    knowledge(2, 50);
    var updated = first("student.knowledge.updated", STUDENT).headers();
    expect(id, new String(updated.lastHeader("ce_causationid").value(), UTF_8));
    return "counts once; student.knowledge.updated names it";
  }

  private Answer submit(String submissionId, String answer) throws Exception {
    return client.post(
        SchoolService.CONTENT,
        "/api/v1/quizzes/" + quiz + "/submissions",
        Map.of(
            "submissionId", submissionId,
            "studentId", STUDENT,
            "answers", Map.of(question, answer)));
  }

  private void knowledge(int answered, int level) throws Exception {
    var known =
        Await.until(
            "knowledge of " + answered + " answers",
            this::knowledge,
            found -> found.path("answered").asInt(0) >= answered);
    expect(answered, known.path("answered").asInt());
    expect(level, known.path("level").asInt());
    expect(concept, known.path("conceptId").asString());
  }

  private JsonNode knowledge() throws Exception {
    var path = "/api/v1/students/" + STUDENT + "/knowledge";
    return client.get(SchoolService.CONTENT, path).body().path(0);
  }

  private String submitVersion1() throws Exception {
    var value =
        """
        {"quiz":"%s","user":"%s","answers":[{"question":"%s","answer":"3/4"}]}"""
            .formatted(quiz, STUDENT, question);
    var record = new ProducerRecord<>(SUBMISSIONS, STUDENT.getBytes(UTF_8), value.getBytes(UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_type", SUBMISSIONS,
            "ce_eventversion", "1",
            "ce_id", UUID.randomUUID().toString(),
            "ce_source", "content-service",
            "ce_time", "2024-05-06T10:15:30.500Z")
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    wire.send(record);
    knowledge(3, 66);
    return "{quiz, user, answers[]} is read as version 2";
  }

  private String importResources() throws Exception {
    var resources =
        Stream.generate(UUID::randomUUID)
            .limit(3)
            .map(id -> Map.of("id", id, "parentId", concept, "title", "Resource " + id))
            .toList();
    var answer =
        client.post(
            SchoolService.CONTENT, "/api/v1/resources/import", Map.of("resources", resources));
    expectStatus(200, answer);
    expect(3, answer.body().path("published").size());
    expect(0, answer.body().path("notPublished").size());
    return "3 stored, 3 published, each with its offset";
  }

  private String askAfterKafka() throws Exception {
    expect(true, connected());
    expect("[\"content-history\",\"content-service\"]", active());
    return "connected; content-history and content-service";
  }

  private String askWithoutKafka() throws Exception {
    Await.until("it is noticed", this::connected, connected -> !connected);
    expect("[]", active());
    return "connected: false, active: none";
  }

  private boolean connected() throws Exception {
    var answer = client.get(SchoolService.CONTENT, "/api/v1/kafka/producer");
    return answer.body().path("connected").asBoolean();
  }

  private String active() throws Exception {
    var answer = client.get(SchoolService.CONTENT, "/api/v1/kafka/groups");
    return answer.body().path("active").toString();
  }

  private String createWithoutKafka() throws Exception {
    later = create("quizzes", Map.of("title", "Halves", "parentId", concept));
    return "201; the event waits in the outbox";
  }
}
