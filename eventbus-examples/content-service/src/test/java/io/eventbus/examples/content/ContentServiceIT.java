package io.eventbus.examples.content;

import static io.eventbus.examples.content.Topics.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.eventbus.examples.content.RunningService.Quiz;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@WithKafka
final class ContentServiceIT {

  @AutoClose private static Topics topics;
  @AutoClose private static RunningService service;

  private final String studentId = UUID.randomUUID().toString();

  @BeforeAll
  static void start(KafkaCluster kafka) throws Exception {
    Topics.create(kafka.bootstrapServers(), "");
    service =
        RunningService.start(kafka.bootstrapServers(), "--eventbus.publisher.max-event-size=2KB");
    topics = new Topics(kafka.bootstrapServers());
  }

  @Test
  void tellsOfEachKindOfContentOnATopicOfItsOwn() {
    var quiz = service.createQuiz();
    var resource = service.create("resources", RunningService.child("Halves", quiz.concept()));

    assertThat(topics.read("content.concept.created", quiz.concept()).value())
        .isEqualTo(
            """
            {"contentId":"%s","contentType":"concept","action":"created","title":"Fractions",\
            "summary":null,"parentId":null,"revision":1}"""
                .formatted(quiz.concept()));
    assertThat(topics.read("content.quiz.created", quiz.id()).value())
        .contains("\"title\":\"Adding fractions\"", "\"parentId\":\"" + quiz.concept() + "\"");
    assertThat(topics.read("content.resource.created", resource).value()).contains("Halves");
    assertThat(topics.read("content.question.created", quiz.first()).value())
        .contains("1/2 + 1/4?")
        .doesNotContain("3/4");
  }

  @Test
  void tellsOfWhatBecomesOfAContentAndKeepsItsHistory() {
    var id = service.create("concepts", "{\"title\": \"Tractions\", \"summary\": \"Parts\"}");
    var path = "/api/v1/concepts/" + id;
    var updated = service.send(HttpMethod.PUT, path, "{\"title\": \"Fractions\"}");
    assertThat(updated.getStatusCode().value()).isEqualTo(200);
    assertThat(updated.getBody()).isEqualTo(service.get(path));
    assertThat(updated.getBody().path("revision").asInt()).isEqualTo(2);
    assertThat(service.delete(path)).isEqualTo(204);
    assertThat(service.delete(path)).isEqualTo(404);

    assertThat(topics.read("content.concept.updated", id).value())
        .contains("\"title\":\"Fractions\",\"summary\":null", "\"revision\":2");
    var deleted = topics.read("content.concept.deleted", id);
    assertThat(deleted.value()).contains("\"action\":\"deleted\"", "\"revision\":3");
    assertThat(header(deleted, "ce_type")).isEqualTo("content.changed");
    assertThat(header(deleted, "ce_source")).isEqualTo("content-service");
    await().until(() -> service.get("/api/v1/history/" + id).size() == 3);
    assertThat(service.get("/api/v1/history/" + id).valueStream())
        .extracting(entry -> entry.path("action").asString())
        .containsExactly("created", "updated", "deleted");
  }

  @Test
  void eachChangeIsOnItsTopicAsInTheGoldenFile() {
    var json = "{\"title\": \"Žofie's concept\"}";
    var id = service.create("concepts", json);
    var path = "/api/v1/concepts/" + id;
    service.send(HttpMethod.PUT, path, json);
    service.delete(path);

    var written =
        Stream.of("created", "updated", "deleted")
            .map(action -> Golden.of(topics.read("content.concept." + action, id)))
            .collect(Collectors.joining("\n"));

    assertThat(written.replace(id, "7a0e6f52-1111-4c8e-9a51-0d7c1b2e3f40"))
        .isEqualTo(Golden.read("content-concept.golden"));
  }

  @Test
  void aDeletionThatWaitedForAnUpdateHasARevisionAfterIt() throws Exception {
    var id = service.create("concepts", "{\"title\": \"Fractions\"}");

    var deletion =
        service.inTransaction(
            () -> {
              update(id);
              var waiting =
                  CompletableFuture.supplyAsync(() -> service.delete("/api/v1/concepts/" + id));
              await().until(ContentServiceIT::somebodyWaitsForALock);
              return waiting;
            });

    assertThat(deletion.get(30, TimeUnit.SECONDS)).isEqualTo(204);
    assertThat(topics.read("content.concept.deleted", id).value()).contains("\"revision\":3");
  }

  private static void update(String id) {
    service
        .database()
        .sql("update content set revision = revision + 1 where id = :id")
        .param("id", UUID.fromString(id))
        .update();
  }

  private static boolean somebodyWaitsForALock() {
    return service
        .database()
        .sql("select count(*) > 0 from information_schema.sessions where blocker_id is not null")
        .query(Boolean.class)
        .single();
  }

  @Test
  void namesWhatIsWrongWithARequest() {
    var concept = service.create("concepts", "{\"title\": \"Fractions\"}");

    assertInvalid("concepts", "{\"title\": \" \"}", "title");
    assertInvalid("quizzes", "{\"title\": \"Quiz\"}", "parentId");
    assertInvalid("concepts", RunningService.child("Halves", concept), "parentId");
    assertInvalid("questions", RunningService.child("1 + 1?", concept), "parentId");
    assertInvalid("concepts", "{\"title\": \"Halves\", \"answer\": \"1/2\"}", "answer");
    assertInvalid("resources/import", "{\"resources\": []}", "resources");
    service.create("quizzes", RunningService.child("Adding", concept));
    assertThat(service.delete("/api/v1/concepts/" + concept)).isEqualTo(409);
    assertThat(service.post("/api/v1/videos", "{}").getStatusCode().value()).isEqualTo(404);
  }

  private static void assertInvalid(String contents, String json, String field) {
    var answer = service.post("/api/v1/" + contents, json);
    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody().path("invalid").propertyNames()).containsExactly(field);
  }

  @Test
  void aSubmissionCountsOnceAndTheKnowledgeNamesItAsItsCause() {
    var quiz = service.createQuiz();
    var first = UUID.randomUUID().toString();
    submit(quiz, first, "two");
    submit(quiz, first, "two");
    var second = UUID.randomUUID().toString();
    submit(quiz, second, " ONE");

    var knowledge = topics.read("student.knowledge.updated", studentId, 2);

    assertThat(knowledge)
        .extracting(record -> record.value().replaceAll(".*\"answered\"", "\"answered\""))
        .containsExactly(
            "\"answered\":2,\"correct\":1,\"level\":50}",
            "\"answered\":4,\"correct\":3,\"level\":75}");
    assertThat(header(knowledge.get(0), "ce_causationid")).isEqualTo(first);
    assertThat(header(knowledge.get(0), "ce_correlationid")).isEqualTo(first);
    var golden =
        Golden.of(knowledge.get(1))
            .replace("causationid: " + second, "causationid: 018f4d2c-0000-7000-8000-00000000000b")
            .replace(
                "correlationid: " + second, "correlationid: 018f4d2c-0000-7000-8000-00000000000a")
            .replace(studentId, "5b1c0000-1111-4c8e-9a51-0d7c1b2e3f40")
            .replace(quiz.concept(), "7a0e6f52-2222-4c8e-9a51-0d7c1b2e3f40");
    assertThat(golden).isEqualTo(Golden.read("student-knowledge-updated.golden"));
    assertThat(service.get("/api/v1/students/" + studentId + "/knowledge"))
        .hasToString(
            "[{\"conceptId\":\"%s\",\"answered\":4,\"correct\":3,\"level\":75}]"
                .formatted(quiz.concept()));
    var submission = topics.read("quiz.submission", studentId);
    assertThat(header(submission, "ce_id")).isEqualTo(first);
    assertThat(header(submission, "ce_eventversion")).isEqualTo("2");
    assertThat(header(submission, "channel")).isEqualTo("app");
  }

  private void submit(Quiz quiz, String submissionId, String answer) {
    var path = "/api/v1/quizzes/" + quiz.id() + "/submissions";
    var answered = service.post(path, quiz.submission(submissionId, studentId, answer));
    assertThat(answered.getStatusCode().value()).isEqualTo(202);
    assertThat(answered.getBody().path("submissionId").asString()).isEqualTo(submissionId);
  }

  @Test
  void aSubmissionToNoQuizIsNotTaken() {
    var answer =
        service.post(
            "/api/v1/quizzes/" + UUID.randomUUID() + "/submissions",
            new Quiz("", "", studentId, UUID.randomUUID().toString())
                .submission(studentId, studentId, ""));

    assertThat(answer.getStatusCode().value()).isEqualTo(404);
  }

  @Test
  void understandsASubmissionOfVersion1AndOneWithoutAnyHeader() throws Exception {
    storeTheQuizOfTheGoldenFiles();
    var version1 = Golden.record(Golden.read("quiz-submission-v1.golden"));
    var bare = Golden.record(Golden.read("quiz-submission-bare.golden"));

    topics.send(version1);
    topics.send(bare);

    var knowledge = topics.read("student.knowledge.updated", version1.key());
    assertThat(knowledge.value()).endsWith("\"answered\":2,\"correct\":1,\"level\":50}");
    assertThat(header(knowledge, "ce_correlationid")).endsWith("00a");
    assertThat(header(knowledge, "ce_causationid")).endsWith("001");
    assertThat(topics.read("student.knowledge.updated", bare.key()).value())
        .endsWith("\"answered\":2,\"correct\":2,\"level\":100}");
  }

  private static void storeTheQuizOfTheGoldenFiles() {
    var end = "-4c8e-9a51-0d7c1b2e3f40";
    service
        .database()
        .sql(
            """
            insert into content (id, type, title, parent_id, answer, revision) values
              ('7a0e6f52-1111%1$s', 'CONCEPT', 'Numbers', null, null, 1),
              ('7a0e6f52-2222%1$s', 'QUIZ', 'Some', '7a0e6f52-1111%1$s', null, 1),
              ('7a0e6f52-3333%1$s', 'QUESTION', '6+6?', '7a0e6f52-2222%1$s', 'zwölf', 1),
              ('7a0e6f52-4444%1$s', 'QUESTION', '3:4?', '7a0e6f52-2222%1$s', '3/4', 1)
            """
                .formatted(end))
        .update();
  }

  @Test
  void anImportTellsOfEachResourceWhetherItWasPublished() {
    var concept = service.create("concepts", "{\"title\": \"Fractions\"}");
    var first = UUID.randomUUID().toString();
    var large = UUID.randomUUID().toString();

    var report =
        runImport(resource(first, concept, "x"), resource(large, concept, "x".repeat(2000)));

    assertThat(report.path("published").valueStream())
        .extracting(each -> each.path("id").asString(), each -> each.path("topic").asString())
        .containsExactly(tuple(first, "content.resource.created"));
    assertThat(report.path("notPublished").valueStream())
        .extracting(each -> each.path("id").asString(), each -> each.path("reason").asString())
        .containsExactly(tuple(large, "too-large"));
    var record = topics.read("content.resource.created", first);
    assertThat(record.offset()).isEqualTo(report.path("published").path(0).path("offset").asLong());
    assertThat(header(record, "ce_correlationid")).isEqualTo(report.path("importId").asString());
    assertThat(header(record, "import-size")).isEqualTo("2");
  }

  @Test
  void whatIsImportedAgainIsTheSameResource() {
    var concept = service.create("concepts", "{\"title\": \"Fractions\"}");
    var id = UUID.randomUUID().toString();
    runImport(resource(id, concept, "x"));

    var again = runImport(resource(id, concept, "y"));

    assertThat(again.path("published").path(0).path("topic").asString())
        .isEqualTo("content.resource.updated");
    assertThat(service.get("/api/v1/resources/" + id).path("revision").asInt()).isEqualTo(2);
    assertThat(service.get("/api/v1/resources/" + id).path("summary").asString()).isEqualTo("y");
  }

  @Test
  void anImportWithOneThatFitsNowhereStoresNone() {
    var concept = service.create("concepts", "{\"title\": \"Fractions\"}");
    var id = UUID.randomUUID().toString();
    var json = imported(resource(id, concept, "x"), resource(concept, id, "x"));

    var answer = service.post("/api/v1/resources/import", json);

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody().path("invalid").propertyNames()).containsExactly("parentId");
    assertThat(service.get("/api/v1/resources/" + id)).isNull();
  }

  private static JsonNode runImport(String... resources) {
    var answer = service.post("/api/v1/resources/import", imported(resources));
    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    return answer.getBody();
  }

  private static String imported(String... resources) {
    return "{\"resources\": [" + String.join(", ", resources) + "]}";
  }

  private static String resource(String id, String concept, String summary) {
    return """
    {"id": "%s", "parentId": "%s", "title": "Halves", "summary": "%s"}"""
        .formatted(id, concept, summary);
  }

  @Test
  void saysThatTheProducerIsConnectedAndWhichGroupsAreActive() {
    await()
        .untilAsserted(
            () ->
                assertThat(service.get("/api/v1/kafka/groups").path("active").valueStream())
                    .extracting(JsonNode::asString)
                    .containsExactly("content-history", "content-service"));
    assertThat(service.get("/api/v1/kafka/producer")).hasToString("{\"connected\":true}");
  }
}
