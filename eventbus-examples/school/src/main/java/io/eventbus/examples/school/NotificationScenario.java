package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/** Users are welcomed once, and what could not be sent is sent after all. */
final class NotificationScenario implements Scenario {

  private static final String LETTERS = "/actuator/eventbus/notification-service";
  private static final String ADA = "ada@school.example";
  private static final String GRACE = "grace@school.example";
  private static final String NUMBER = "+420601000020";

  private final School school;
  private final SchoolClient client;
  private final Wire wire;
  private String adaId = "";

  NotificationScenario(School school, SchoolClient client, Wire wire) {
    this.school = school;
    this.client = client;
    this.wire = wire;
  }

  @Override
  public String system() {
    return "notifications";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("a user registers and is welcomed", this::register),
        new Step("the registration comes twice", this::repeat),
        new Step("an SMS fails for good", this::failSms),
        new Step("the gateway is mended, the SMS sent back", this::redrive),
        new Step("what is tracked is counted", this::track));
  }

  @Override
  public List<Step> withoutKafka() {
    return List.of(new Step("a user registers all the same", this::registerWithoutKafka));
  }

  @Override
  public List<Step> withKafkaAgain() {
    return List.of(new Step("the welcome mail goes out", this::welcomeGoesOut));
  }

  private String register() throws Exception {
    adaId = register(ADA, "Ada Lovelace");
    sent("email", ADA, 1);
    return "201; one mail";
  }

  private String repeat() throws Exception {
    long registered = counted("user.registered");
    long logins = counted("user.logged_in");
    wire.repeat(registrationOf(adaId));
    // Events of a user are in order, and so are mails to an address: once these are through, so is
    // all that came before.
    expectStatus(204, post("/users/" + adaId + "/logins", Map.of()));
    Await.until("a login", () -> counted("user.logged_in"), count -> count > logins);
    expect(registered, counted("user.registered"));
    var last = Map.of("to", ADA, "subject", "Lesson 1", "text", "It begins at nine.");
    expectStatus(202, post("/notifications/email", last));
    sent("email", ADA, 2);
    return "counted once; still one welcome mail";
  }

  private ConsumerRecord<byte[], byte[]> registrationOf(String userId) {
    var key = userId.getBytes(UTF_8);
    return wire.read("user.events").stream()
        .filter(record -> Arrays.equals(record.key(), key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event of user " + userId));
  }

  private String failSms() throws Exception {
    expectStatus(200, gatewayWorks(false));
    var sms = Map.of("to", NUMBER, "text", "Your lesson begins.");
    expectStatus(202, post("/notifications/sms", sms));
    var letters = letters(open -> open == 1);
    expect(0, recorded("sms", NUMBER));
    var letter = letters.path("letters").get(0);
    return "%s, after %d attempts"
        .formatted(letter.path("reason").asString(), letter.path("attempts").asInt());
  }

  private String redrive() throws Exception {
    expectStatus(200, gatewayWorks(true));
    expectStatus(200, post(LETTERS, Map.of("action", "redrive")));
    sent("sms", NUMBER, 1);
    letters(open -> open == 0);
    return "sent once; no letter is open";
  }

  private String track() throws Exception {
    expectStatus(202, post("/analytics", Map.of("name", "lesson.completed", "userId", adaId)));
    Await.until("a count", () -> counted("lesson.completed"), count -> count == 1);
    return "lesson.completed: 1";
  }

  private String registerWithoutKafka() throws Exception {
    Await.until("the health page", this::connected, connected -> !connected);
    register(GRACE, "Grace Hopper");
    return "201; /health/kafka: connected false";
  }

  private String welcomeGoesOut() throws Exception {
    sent("email", GRACE, 1);
    Await.until("the health page", this::connected, connected -> connected);
    return "one mail; /health/kafka: connected true";
  }

  private String register(String email, String fullName) throws Exception {
    var answer = post("/users", Map.of("email", email, "fullName", fullName));
    expectStatus(201, answer);
    return answer.text("id");
  }

  private Answer gatewayWorks(boolean working) throws Exception {
    var uri = school.service(SchoolService.NOTIFICATIONS).uri().resolve("/senders/sms");
    return client.send("PUT", uri, Map.of("working", working));
  }

  private JsonNode letters(Predicate<Integer> open) throws Exception {
    return Await.until(
        "the dead letters",
        () -> get(LETTERS),
        letters -> letters.has("open") && open.test(letters.path("open").asInt()));
  }

  private void sent(String channel, String to, int count) throws Exception {
    var seen = Await.until("sent", () -> recorded(channel, to), found -> found >= count);
    expect(count, seen);
  }

  private int recorded(String channel, String to) throws Exception {
    return (int)
        get("/senders/" + channel)
            .path("sent")
            .valueStream()
            .filter(each -> each.path("to").asString("").equals(to))
            .count();
  }

  private long counted(String name) throws Exception {
    return get("/analytics").path(name).asLong(0);
  }

  private boolean connected() throws Exception {
    return get("/health/kafka").path("kafka").path("connected").asBoolean();
  }

  private JsonNode get(String path) throws Exception {
    return client.get(SchoolService.NOTIFICATIONS, path).body();
  }

  private Answer post(String path, Map<String, ?> body) throws Exception {
    return client.post(SchoolService.NOTIFICATIONS, path, body);
  }
}
