package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.deadletter.DeadLetterHeaders;
import io.eventbus.deadletter.LetterTopics;
import io.eventbus.examples.school.Play.Step;
import io.eventbus.examples.school.SchoolClient.Answer;
import io.eventbus.examples.school.contracts.SchoolTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/**
 * A teacher is created, an identity appears; then what goes wrong in real life, and no harm done.
 */
final class Scenario {

  private static final String GROUP = "identity-service";
  private static final String DEAD_LETTERS =
      LetterTopics.deadLettersOf(SchoolTopics.TEACHER_CREATED, GROUP);
  private static final String TENANT = "7a0c5c1e-55a1-4f0e-9a57-0a2f6a1d3b11";
  private static final String ADA = "+420601000001";
  private static final String GRACE = "+420601000002";
  private static final String PASSWORD = "Correct-Horse-7";

  private final SchoolClient client;
  private final Wire wire;
  private String adaId = "";

  Scenario(SchoolClient client, Wire wire) {
    this.client = client;
    this.wire = wire;
  }

  List<Step> steps() {
    return List.of(
        new Step("a teacher is created", this::createTeacher),
        new Step("a user appears, pending activation", this::userAppears),
        new Step("the password is set, once", this::setPassword),
        new Step("the user logs in", this::login),
        new Step("the same event comes again and changes nothing", this::repeatEvent),
        new Step("poison becomes dead letters, the next event gets through", this::poison));
  }

  private String createTeacher() throws Exception {
    adaId = create(ADA, "Ada Lovelace");
    return "POST /api/v1/teachers → 201, id " + adaId;
  }

  private String create(String phoneNumber, String name) throws Exception {
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

  private String userAppears() throws Exception {
    var user = onlyUser(ADA);
    expect("PendingActivation", user.path("status").asString());
    expect(adaId, user.path("teacherId").asString());
    return "GET /api/v1/users?phone=… → " + user.path("status").asString() + ", linked to her";
  }

  private JsonNode onlyUser(String phoneNumber) throws Exception {
    var users =
        Await.until("a user appears", () -> client.users(phoneNumber), found -> found.size() > 0);
    expect(1, users.size());
    return users.get(0);
  }

  private String setPassword() throws Exception {
    expectStatus(204, client.setPassword(ADA, PASSWORD));
    expectStatus(409, client.setPassword(ADA, PASSWORD));
    expect("Active", onlyUser(ADA).path("status").asString());
    return "POST /auth/set-password → 204, and 409 the second time; the user is Active";
  }

  private String login() throws Exception {
    expectStatus(401, client.login(ADA, "Wrong-Horse-77"));
    var answer = client.login(ADA, PASSWORD);
    expectStatus(200, answer);
    var token = answer.body().path("token").asString();
    expect(3, token.split("\\.", -1).length);
    return "POST /auth/login → a signed token of " + token.length() + " characters; 401 otherwise";
  }

  private String repeatEvent() throws Exception {
    var before = onlyUser(ADA);
    var event = eventOf(adaId);
    var again = wire.repeat(event);
    Await.until(
        "the group is done with the repeated event",
        () -> wire.committed(GROUP, again.partition(), again.topic()),
        committed -> committed > again.offset());
    expect(before, onlyUser(ADA));
    expect(List.of(), wire.read(DEAD_LETTERS));
    return "id "
        + new String(event.headers().lastHeader("ce_id").value(), UTF_8)
        + ", read again at offset "
        + again.offset()
        + "; still one user, unchanged";
  }

  private ConsumerRecord<byte[], byte[]> eventOf(String teacherId) {
    var key = teacherId.getBytes(UTF_8);
    return wire.read(SchoolTopics.TEACHER_CREATED).stream()
        .filter(record -> Arrays.equals(record.key(), key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event of teacher " + teacherId));
  }

  private String poison() throws Exception {
    // Into every partition, so that the next teacher's event comes behind one.
    int poisoned = wire.poison(SchoolTopics.TEACHER_CREATED, "{ this is no JSON".getBytes(UTF_8));
    create(GRACE, "Grace Hopper");
    expect("PendingActivation", onlyUser(GRACE).path("status").asString());
    var letters =
        Await.until(
            "the poison is in " + DEAD_LETTERS,
            () -> wire.read(DEAD_LETTERS),
            records -> records.size() >= poisoned);
    expect(poisoned, letters.size());
    for (var letter : letters) {
      var reason = letter.headers().lastHeader(DeadLetterHeaders.REASON);
      expect("undecodable", new String(reason.value(), UTF_8));
    }
    return poisoned + " in " + DEAD_LETTERS + ", reason undecodable; Grace's user is there";
  }

  private static void expectStatus(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError("status " + status + " expected, but was " + answer);
    }
  }

  private static void expect(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(expected + " expected, but was " + actual);
    }
  }
}
