package io.eventbus.examples.school;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The services' HTTP endpoints, as a browser or another system would call them. Every status is an
 * answer. Safe to share between threads.
 */
final class SchoolClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final School school;

  SchoolClient(School school) {
    this.school = school;
  }

  /** What was answered; no body is JSON's {@code null}. */
  record Answer(int status, JsonNode body) {

    /** A field of the body as text; empty where there is none. */
    String text(String field) {
      return body.path(field).asString("");
    }
  }

  Answer get(SchoolService service, String path) throws IOException, InterruptedException {
    return send("GET", uri(service, path), null);
  }

  /** Sends a body that Jackson writes as JSON. */
  Answer post(SchoolService service, String path, Object body)
      throws IOException, InterruptedException {
    return send("POST", uri(service, path), body);
  }

  /** Sends what the others do not, or to whom is no service of the school; no body for null. */
  Answer send(String method, URI uri, @Nullable Object body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("content-type", "application/json")
          .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    var text = response.body();
    return new Answer(response.statusCode(), JSON.readTree(text.isEmpty() ? "null" : text));
  }

  private URI uri(SchoolService service, String path) {
    return school.service(service).uri().resolve(path);
  }
}
