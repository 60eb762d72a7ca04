package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does with the service what its users and the other services do. */
final class CourseDriver implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  private final RestClient client;
  private final CourseTopicsDriver topics;
  private final StubIdentity identity;

  CourseDriver(String url, CourseTopicsDriver topics, StubIdentity identity) {
    this.client =
        RestClient.builder()
            .baseUrl(url)
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();
    this.topics = topics;
    this.identity = identity;
  }

  CourseTopicsDriver topics() {
    return topics;
  }

  StubIdentity identity() {
    return identity;
  }

  ResponseEntity<JsonNode> get(String path) {
    return client.get().uri(path).retrieve().toEntity(JsonNode.class);
  }

  ResponseEntity<JsonNode> post(String path, Map<String, ?> body) {
    return send(HttpMethod.POST, path, body);
  }

  ResponseEntity<JsonNode> put(String path, Map<String, ?> body) {
    return send(HttpMethod.PUT, path, body);
  }

  ResponseEntity<JsonNode> delete(String path) {
    return send(HttpMethod.DELETE, path, Map.of());
  }

  private ResponseEntity<JsonNode> send(HttpMethod method, String path, Map<String, ?> body) {
    return client
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toEntity(JsonNode.class);
  }

  /** A draft. */
  CourseHandle course(String title) {
    var instructor = identity.user("Active");
    var created =
        post(
            "/api/v1/courses",
            Map.of(
                "title",
                title,
                "description",
                "How to weave algebraic patterns.",
                "instructorId",
                instructor));
    assertThat(created.getStatusCode().value()).as("%s", created.getBody()).isEqualTo(201);
    return new CourseHandle(this, created.getBody().path("id").asString(), instructor);
  }

  /** A course that has been published without content. */
  CourseHandle publishedCourse(String title) {
    var course = course(title);
    assertThat(course.confirm(course.publish()).path("state").asString()).isEqualTo("PUBLISHED");
    return course;
  }

  /** Says how the transcoding of content ended. */
  void transcoded(UUID contentId, String status, String completedAt) {
    topics.send(
        "Transcoding-Completed",
        contentId.toString(),
        "{\"contentId\":\"%s\",\"status\":\"%s\",\"completedAt\":\"%s\"}"
            .formatted(contentId, status, completedAt));
  }

  /** The values of a field in the events of a course, once there are so many. */
  List<String> told(String topic, String courseId, String field, int number) {
    return await().until(() -> told(topic, courseId, field), values -> values.size() >= number);
  }

  private List<String> told(String topic, String courseId, String field) {
    return topics.records(topic, courseId).stream()
        .map(record -> JSON.readTree(record.value()).path(field).asString())
        .toList();
  }

  @Override
  public void close() {
    topics.close();
  }
}
