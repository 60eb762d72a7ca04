package io.eventbus.examples.school;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What several steps do and see; throws an {@link AssertionError} where it is not as expected. */
final class Checks {

  static final String TENANT = "7a0c5c1e-55a1-4f0e-9a57-0a2f6a1d3b11";

  private final SchoolClient client;

  Checks(SchoolClient client) {
    this.client = client;
  }

  /** Creates a teacher and gives the id. */
  String createTeacher(String phoneNumber, String name) throws Exception {
    var answer =
        client.createTeacher(
            Map.of(
                "tenantId", TENANT,
                "phoneNumber", phoneNumber,
                "fullName", name,
                "email", "teacher@school.example"));
    expectStatus(201, answer);
    return UUID.fromString(answer.body().path("id").asString()).toString();
  }

  /** The one user of a number, awaited. */
  JsonNode onlyUser(String phoneNumber) throws Exception {
    var users =
        Await.until("a user appears", () -> client.users(phoneNumber), found -> found.size() > 0);
    expect(1, users.size());
    return users.get(0);
  }

  static void expectStatus(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError("status " + status + " expected, but was " + answer);
    }
  }

  static void expect(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(expected + " expected, but was " + actual);
    }
  }
}
