package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.deadletter.DeadLetterHeaders;
import io.eventbus.deadletter.LetterTopics;
import io.eventbus.examples.school.contracts.SchoolTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A teacher is created, an identity appears; then what goes wrong in real life, and no harm done.
 */
final class TeacherScenario implements Scenario {

  private static final String GROUP = "identity-service";
  private static final String DEAD_LETTERS =
      LetterTopics.deadLettersOf(SchoolTopics.TEACHER_CREATED, GROUP);
  private static final String ADA = "+420601000001";
  private static final String GRACE = "+420601000002";
  private static final String PASSWORD = "Correct-Horse-7";

  private final SchoolClient client;
  private final Teachers teachers;
  private final Wire wire;
  private String adaId = "";

  TeacherScenario(SchoolClient client, Wire wire) {
    this.client = client;
    this.teachers = new Teachers(client);
    this.wire = wire;
  }

  @Override
  public String system() {
    return "teachers";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("a teacher is created", this::createTeacher),
        new Step("a user appears", this::userAppears),
        new Step("the password is set, once", this::setPassword),
        new Step("the user logs in", this::login),
        new Step("a parent becomes a contact of the student", this::contactAppears),
        new Step("the same event comes twice", this::repeatEvent),
        new Step("poison does not stop what follows", this::poison));
  }

  private String createTeacher() throws Exception {
    adaId = teachers.create(ADA, "Ada Lovelace");
    return "POST /api/v1/teachers → 201";
  }

  private String userAppears() throws Exception {
    var user = teachers.onlyUser(ADA);
    expect("PendingActivation", user.path("status").asString());
    expect(adaId, user.path("teacherId").asString());
    return "PendingActivation, linked to the teacher";
  }

  private String setPassword() throws Exception {
    expectStatus(204, teachers.setPassword(ADA, PASSWORD));
    expectStatus(409, teachers.setPassword(ADA, PASSWORD));
    expect("Active", teachers.onlyUser(ADA).path("status").asString());
    return "204, then 409; the user is Active";
  }

  private String login() throws Exception {
    expectStatus(401, teachers.login(ADA, "Wrong-Horse-77"));
    var answer = teachers.login(ADA, PASSWORD);
    expectStatus(200, answer);
    expect(3, answer.text("token").split("\\.", -1).length);
    return "a signed token; 401 with a wrong password";
  }

  private String contactAppears() throws Exception {
    var studentId = UUID.randomUUID().toString();
    var answer =
        client.post(
            SchoolService.TEACHERS,
            "/api/v1/parents",
            Map.of(
                "tenantId", Teachers.TENANT,
                "studentId", studentId,
                "phoneNumber", "+420601000009",
                "fullName", "Anne Milbanke",
                "email", "parent@school.example"));
    expectStatus(201, answer);
    var path = "/api/v1/students/" + studentId + "/contacts";
    var contacts =
        Await.until(
            "a contact appears",
            () -> client.get(SchoolService.STUDENTS, path).body(),
            found -> found.size() > 0);
    expect(1, contacts.size());
    expect(answer.body().path("id"), contacts.get(0).path("parentId"));
    return "201; the student service lists " + contacts.get(0).path("fullName").asString();
  }

  private String repeatEvent() throws Exception {
    var before = teachers.onlyUser(ADA);
    var again = wire.repeat(eventOf(adaId));
    Await.until(
        "the group is done with the repeated event",
        () -> wire.committed(GROUP, again.partition(), again.topic()),
        committed -> committed > again.offset());
    expect(before, teachers.onlyUser(ADA));
    expect(List.of(), wire.read(DEAD_LETTERS));
    return "read again at offset " + again.offset() + "; still one user, unchanged";
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
    teachers.create(GRACE, "Grace Hopper");
    expect("PendingActivation", teachers.onlyUser(GRACE).path("status").asString());
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
    return poisoned + " dead letters, undecodable; the next user is there";
  }
}
