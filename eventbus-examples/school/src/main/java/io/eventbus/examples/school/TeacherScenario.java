package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.deadletter.DeadLetterHeaders;
import io.eventbus.deadletter.LetterTopics;
import io.eventbus.examples.school.Play.Step;
import io.eventbus.examples.school.contracts.SchoolTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A teacher is created, an identity appears; then what goes wrong in real life, and no harm done.
 */
final class Scenario {

  private static final String GROUP = "identity-service";
  private static final String DEAD_LETTERS =
      LetterTopics.deadLettersOf(SchoolTopics.TEACHER_CREATED, GROUP);
  private static final String ADA = "+420601000001";
  private static final String GRACE = "+420601000002";
  private static final String PASSWORD = "Correct-Horse-7";

  private final SchoolClient client;
  private final Checks checks;
  private final Wire wire;
  private String adaId = "";

  Scenario(SchoolClient client, Wire wire) {
    this.client = client;
    this.checks = new Checks(client);
    this.wire = wire;
  }

  List<Step> steps() {
    return List.of(
        new Step("a teacher is created", this::createTeacher),
        new Step("a user appears, pending activation", this::userAppears),
        new Step("the password is set, once", this::setPassword),
        new Step("the user logs in", this::login),
        new Step("a parent is created, a contact of the student appears", this::contactAppears),
        new Step("the same event comes again and changes nothing", this::repeatEvent),
        new Step("poison becomes dead letters, the next event gets through", this::poison));
  }

  private String createTeacher() throws Exception {
    adaId = checks.createTeacher(ADA, "Ada Lovelace");
    return "POST /api/v1/teachers → 201, id " + adaId;
  }

  private String userAppears() throws Exception {
    var user = checks.onlyUser(ADA);
    expect("PendingActivation", user.path("status").asString());
    expect(adaId, user.path("teacherId").asString());
    return "GET /api/v1/users?phone=… → " + user.path("status").asString() + ", linked to her";
  }

  private String setPassword() throws Exception {
    expectStatus(204, client.setPassword(ADA, PASSWORD));
    expectStatus(409, client.setPassword(ADA, PASSWORD));
    expect("Active", checks.onlyUser(ADA).path("status").asString());
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

  private String contactAppears() throws Exception {
    var studentId = UUID.randomUUID().toString();
    var answer =
        client.createParent(
            Map.of(
                "tenantId", Checks.TENANT,
                "studentId", studentId,
                "phoneNumber", "+420601000009",
                "fullName", "Anne Milbanke",
                "email", "parent@school.example"));
    expectStatus(201, answer);
    var contacts =
        Await.until(
            "a contact appears", () -> client.contacts(studentId), found -> found.size() > 0);
    expect(1, contacts.size());
    expect(answer.body().path("id"), contacts.get(0).path("parentId"));
    return "POST /api/v1/parents → 201; GET /api/v1/students/…/contacts → "
        + contacts.get(0).path("fullName").asString();
  }

  private String repeatEvent() throws Exception {
    var before = checks.onlyUser(ADA);
    var event = eventOf(adaId);
    var again = wire.repeat(event);
    Await.until(
        "the group is done with the repeated event",
        () -> wire.committed(GROUP, again.partition(), again.topic()),
        committed -> committed > again.offset());
    expect(before, checks.onlyUser(ADA));
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
    checks.createTeacher(GRACE, "Grace Hopper");
    expect("PendingActivation", checks.onlyUser(GRACE).path("status").asString());
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
}
