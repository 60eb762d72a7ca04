package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.net.URLEncoder;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Teachers, and the users that they become. */
final class Teachers {

  static final String TENANT = "7a0c5c1e-55a1-4f0e-9a57-0a2f6a1d3b11";

  private final SchoolClient client;

  Teachers(SchoolClient client) {
    this.client = client;
  }

  /** What is said of a new teacher. */
  static Map<String, String> teacher(String phoneNumber, String name) {
    return Map.of(
        "tenantId", TENANT,
        "phoneNumber", phoneNumber,
        "fullName", name,
        "email", "teacher@school.example");
  }

  /** Creates a teacher and gives the id. */
  String create(String phoneNumber, String name) throws Exception {
    var answer =
        client.post(SchoolService.TEACHERS, "/api/v1/teachers", teacher(phoneNumber, name));
    expectStatus(201, answer);
    return UUID.fromString(answer.text("id")).toString();
  }

  /** The users of a number. */
  JsonNode users(String phoneNumber) throws Exception {
    var phone = URLEncoder.encode(phoneNumber, UTF_8);
    return client.get(SchoolService.IDENTITY, "/api/v1/users?phone=" + phone).body();
  }

  /** The one user of a number, awaited. */
  JsonNode onlyUser(String phoneNumber) throws Exception {
    var users = Await.until("a user appears", () -> users(phoneNumber), found -> found.size() > 0);
    expect(1, users.size());
    return users.get(0);
  }

  Answer setPassword(String phoneNumber, String password) throws Exception {
    return client.post(
        SchoolService.IDENTITY, "/auth/set-password", credentials(phoneNumber, password));
  }

  Answer login(String phoneNumber, String password) throws Exception {
    return client.post(SchoolService.IDENTITY, "/auth/login", credentials(phoneNumber, password));
  }

  private static Map<String, String> credentials(String phoneNumber, String password) {
    return Map.of("phoneNumber", phoneNumber, "password", password);
  }
}
