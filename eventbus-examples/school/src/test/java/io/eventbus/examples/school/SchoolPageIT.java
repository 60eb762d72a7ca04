package io.eventbus.examples.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.examples.school.page.PageStream;
import io.eventbus.examples.school.page.SchoolPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page without a browser: what it tells of a school at work, and what its buttons do. */
@ExtendWith(OneSchool.class)
@Timeout(120)
class SchoolPageIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private URI address;
  private PageStream stream;

  @BeforeEach
  void listen(SchoolPage page) throws Exception {
    address = page.uri();
    stream = new PageStream(address, "");
    await().atMost(DEADLINE).until(() -> !stream.state().path("services").isEmpty());
  }

  @AfterEach
  void stopListening() throws Exception {
    stream.close();
  }

  @Test
  void anEventIsToldWithItsSenderAndWhoIsDoneWithIt() throws Exception {
    var event = next("teacher.created", "create-teacher");

    assertThat(event.path("event").path("from").asString()).isEqualTo("teacher-service");
    assertThat(event.path("event").path("place").path("topic").asString())
        .isEqualTo("emis.teacher.teachercreated");
    assertThat(event.path("event").path("label").path("key").asString()).hasSize(36);
    await()
        .atMost(DEADLINE)
        .until(() -> stream.isMarked(event.path("number").asLong(), "identity-service"));
  }

  @Test
  void theSenderIsKnownOfAFormatThatDoesNotTellIt() throws Exception {
    var event = next("COURSE_STATUS_UPDATED", "issue-certificate");

    assertThat(event.path("event").path("from").asString()).isEqualTo("certificate-service");
    assertThat(event.path("event").path("content").path("format").asString()).isEqualTo("envelope");
  }

  @Test
  void aServiceIsToldWithTheTopicsThatItReads() {
    await()
        .atMost(DEADLINE)
        .until(
            () ->
                stream
                    .service("identity-service")
                    .path("reads")
                    .toString()
                    .contains("\"emis.teacher.teachercreated\""));
    assertThat(stream.service("student-service").path("reads").toString())
        .doesNotContain("teachercreated");
  }

  @Test
  void whatHappensWithoutKafkaIsToldWhenItIsBack() throws Exception {
    assertThat(post("parts/kafka/stop").path("done").asBoolean()).isTrue();
    await().atMost(DEADLINE).until(() -> "DOWN".equals(state(stream.state().path("kafka"))));
    int before = stream.events().size();
    var answer = post("buttons/create-teacher");
    assertThat(answer.path("text").asString()).contains("waits in the outbox");
    await()
        .atMost(DEADLINE)
        .until(() -> stream.service("teacher-service").path("outbox").asInt() == 1);
    assertThat(stream.events()).hasSize(before);

    assertThat(post("parts/kafka/start").path("done").asBoolean()).isTrue();
    await().atMost(DEADLINE).until(() -> stream.events().size() == before + 1);
    await()
        .atMost(DEADLINE)
        .until(() -> stream.service("teacher-service").path("outbox").asInt() == 0);
  }

  @Test
  void aServiceThatDoesNotAnswerIsToldInWords() throws Exception {
    assertThat(post("parts/teacher-service/stop").path("done").asBoolean()).isTrue();
    try {
      var answer = post("buttons/create-teacher");

      assertThat(answer.path("done").asBoolean()).isFalse();
      assertThat(answer.path("text").asString()).contains("does not answer");
    } finally {
      post("parts/teacher-service/start");
    }
  }

  /** Presses a button and gives the event of a type that comes of it. */
  private JsonNode next(String type, String button) throws Exception {
    int before = events(type).size();
    assertThat(post("buttons/" + button).path("done").asBoolean()).isTrue();
    await().atMost(DEADLINE).until(() -> events(type).size() > before);
    return events(type).get(before);
  }

  private List<JsonNode> events(String type) {
    return stream.events().stream()
        .filter(seen -> seen.path("event").path("label").path("type").asString("").equals(type))
        .toList();
  }

  private static String state(JsonNode part) {
    return part.path("state").asString();
  }

  private JsonNode post(String path) throws Exception {
    var request = HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.noBody());
    return JsonMapper.shared().readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
  }
}
