package io.eventbus.examples.school;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services' HTTP endpoints, as a browser or another system would call them. */
final class SchoolClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI teachers;
  private final URI identity;
  private final URI students;

  SchoolClient(School school) {
    this.teachers = school.teachers().uri();
    this.identity = school.identity().uri();
    this.students = school.students().uri();
  }

  /** What a service answered; no body is JSON's {@code null}. */
  record Answer(int status, JsonNode body) {}

  Answer createTeacher(Map<String, String> teacher) throws IOException, InterruptedException {
    return post(teachers.resolve("/api/v1/teachers"), teacher);
  }

  Answer createParent(Map<String, String> parent) throws IOException, InterruptedException {
    return post(teachers.resolve("/api/v1/parents"), parent);
  }

  JsonNode contacts(String studentId) throws IOException, InterruptedException {
    var path = "/api/v1/students/" + studentId + "/contacts";
    return send(HttpRequest.newBuilder(students.resolve(path)).GET()).body();
  }

  JsonNode users(String phoneNumber) throws IOException, InterruptedException {
    var phone = URLEncoder.encode(phoneNumber, StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(identity.resolve("/api/v1/users?phone=" + phone));
    return send(request.GET()).body();
  }

  Answer setPassword(String phoneNumber, String password) throws IOException, InterruptedException {
    return post(identity.resolve("/auth/set-password"), credentials(phoneNumber, password));
  }

  Answer login(String phoneNumber, String password) throws IOException, InterruptedException {
    return post(identity.resolve("/auth/login"), credentials(phoneNumber, password));
  }

  private static Map<String, String> credentials(String phoneNumber, String password) {
    return Map.of("phoneNumber", phoneNumber, "password", password);
  }

  private Answer post(URI uri, Map<String, String> body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    var body = response.body();
    return new Answer(response.statusCode(), JSON.readTree(body.isEmpty() ? "null" : body));
  }
}
