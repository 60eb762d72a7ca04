package io.eventbus.examples.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.examples.notification.sending.EmailRequested;
import io.eventbus.examples.notification.sending.NotificationEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithKafka
final class NotificationServiceIT extends WelcomeMailContract {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String GROUP = "/actuator/eventbus/notification-service";

  @AutoClose private static MailServer mails;
  @AutoClose private static EventBus otherService;
  @AutoClose private static RunningService service;
  @AutoClose private static TopicReader topics;

  @BeforeAll
  static void start(KafkaCluster kafka) throws IOException {
    kafka.createTopic("user.events", 1);
    kafka.createTopic("notification.events", 1);
    kafka.createTopic("analytics.events", 1);
    mails = new MailServer();
    otherService = otherService(kafka.bootstrapServers());
    service =
        RunningService.start(kafka.bootstrapServers(), mails.arguments()[0], mails.arguments()[1]);
    topics = new TopicReader(kafka.bootstrapServers());
  }

  @Test
  void aMailServerThatIsAwayDelaysTheMailAndOneArrives() throws Exception {
    var address = anAddress();
    double before = retriedMails();
    mails.stop();
    try {
      service.register(address);
      await().until(() -> retriedMails() > before);
    } finally {
      mails.start();
    }

    await().until(() -> !mails.subjects(address).isEmpty());
    assertThat(subjectsUpToNow(address)).containsExactly(WELCOME);
    assertThat(service.get("/notifications?to={to}", address).getBody()).hasSize(2);
  }

  @Test
  void aMailThatGoesOutTwiceIsKnownByItsMessageId() throws Exception {
    var address = anAddress();
    var mail = new EmailRequested(address, "Your bill", "Nothing to pay.");
    var same =
        PublishOptions.defaults()
            .withId(UUID.randomUUID().toString())
            .withTopic(NotificationEvent.TOPIC);

    otherService.publish(mail, same);
    await().until(() -> service.get("/notifications?to={to}", address).getBody().size() == 1);
    service.forgetWhatWasHandled();
    otherService.publish(mail, same);

    await().until(() -> mails.mails(address).size() == 2);
    var twice = mails.mails(address);
    assertThat(twice.get(0).getMessageID()).isEqualTo(twice.get(1).getMessageID());
  }

  @Test
  void anSmsThatFailsForGoodIsADeadLetterAndSentOnceAfterItWasMendedAndSentBack() {
    var number = "+4917000000001";
    assertThat(service.put("/senders/sms", Map.of("working", false)).getBody().path("working"))
        .hasToString("false");
    service.post("/notifications/sms", Map.of("to", number, "text", "Your lesson begins."));

    await().atMost(SOON).until(() -> service.get(GROUP).getBody().path("open").asInt() == 1);
    var letter = service.get(GROUP).getBody().path("letters").get(0);
    assertThat(letter.path("type").asString()).isEqualTo("notification.sms");
    assertThat(letter.path("key").asString()).isEqualTo(number);
    assertThat(letter.path("attempts").asInt()).isEqualTo(6);
    assertThat(letter.path("id").asString())
        .startsWith("notification.events.notification-service.dlq:");
    assertThat(service.recorded("sms", number)).isEmpty();

    service.put("/senders/sms", Map.of("working", true));
    var redriven = service.post(GROUP, Map.of("action", "redrive"));

    assertThat(redriven.getStatusCode().value()).isEqualTo(200);
    // The group looks for its retry topic every five seconds.
    await().atMost(SOON).until(() -> !service.recorded("sms", number).isEmpty());
    // It is no open letter any more, so sending back again sends nothing.
    service.post(GROUP, Map.of("action", "redrive"));
    service.post("/notifications/sms", Map.of("to", number, "text", "It has begun."));
    await().until(() -> service.get("/notifications?to={to}", number).getBody().size() == 2);
    assertThat(service.recorded("sms", number)).hasSize(2);
    assertThat(service.get(GROUP).getBody().path("open").asInt()).isZero();
  }

  @Test
  void whatIsAskedForIsOnItsTopicAsInTheGoldenFiles() throws Exception {
    var address = anAddress();
    var number = "+4917000000002";
    var device = UUID.randomUUID().toString();
    var user = UUID.randomUUID().toString();

    service.post(
        "/notifications/email", Map.of("to", address, "subject", "Grüße", "text", "Hello Ada,\n"));
    service.post("/notifications/sms", Map.of("to", number, "text", "It begins."));
    service.post("/notifications/push", Map.of("to", device, "title", "Hi", "text", "Ada"));
    service.post("/analytics", Map.of("name", "lesson.completed", "userId", user));

    assertGolden("notification.events", address, "notification.email", "ada@example.org");
    assertGolden("notification.events", number, "notification.sms", "+491701234567");
    assertGolden("notification.events", device, "notification.push", "device-1");
    assertGolden("analytics.events", user, "analytics.tracked", GoldenFilesTest.USER);
  }

  /** What lies on the topic under a key is the golden file, whose key is another. */
  private static void assertGolden(String topic, String key, String type, String keyOfFile)
      throws IOException {
    assertThat(GoldenFilesTest.withoutIdentity(topics.read(topic, key, 1).get(0).value()))
        .isEqualTo(GoldenFilesTest.golden(type, Map.of(keyOfFile, key)));
  }

  @Test
  void aPushNotificationIsSentByItsChannel() {
    var device = UUID.randomUUID().toString();

    var answer =
        service.post("/notifications/push", Map.of("to", device, "title", "Hi", "text", "There"));

    assertThat(answer.getStatusCode().value()).isEqualTo(202);
    await().until(() -> service.recorded("push", device).size() == 1);
    await().until(() -> service.get("/notifications?to={to}", device).getBody().size() == 1);
    var sent = service.get("/notifications?to={to}", device).getBody().get(0);
    assertThat(sent.propertyNames()).containsExactlyInAnyOrder("id", "channel", "to", "sentAt");
    assertThat(sent.path("channel").asString()).isEqualTo("push");
    assertThat(service.recorded("push", device)).containsExactly(sent.path("id").asString());
  }

  @Test
  void whatHappensToAUserIsToldOnOneTopicInOrderByNameAndCounted() throws Exception {
    var address = anAddress();
    long logins = service.counted("user.logged_in");
    long updates = service.counted("user.updated");
    long deletions = service.counted("user.deleted");

    var id = service.register(address);
    var changed = Map.of("email", address, "fullName", "Ada King");
    assertThat(service.post("/users/" + id + "/logins", Map.of()).getStatusCode().value())
        .isEqualTo(204);
    assertThat(service.put("/users/" + id, changed).getStatusCode().value()).isEqualTo(200);
    assertThat(service.get("/users/" + id).getBody().path("fullName").asString())
        .isEqualTo("Ada King");
    assertThat(service.delete("/users/" + id).getStatusCode().value()).isEqualTo(204);
    assertThat(service.get("/users/" + id).getStatusCode().value()).isEqualTo(404);

    assertThat(topics.read("user.events", id, 4))
        .map(record -> GoldenFilesTest.withoutIdentity(record.value()))
        .containsExactly(
            GoldenFilesTest.golden(
                "user.registered", Map.of("ada@example.org", address, GoldenFilesTest.USER, id)),
            GoldenFilesTest.golden("user.logged_in", Map.of(GoldenFilesTest.USER, id)),
            GoldenFilesTest.golden(
                "user.updated", Map.of("ada@example.org", address, GoldenFilesTest.USER, id)),
            GoldenFilesTest.golden("user.deleted", Map.of(GoldenFilesTest.USER, id)));
    await().until(() -> service.counted("user.deleted") == deletions + 1);
    assertThat(service.counted("user.logged_in")).isEqualTo(logins + 1);
    assertThat(service.counted("user.updated")).isEqualTo(updates + 1);
  }

  @Test
  void whatIsTrackedIsCountedByItsName() {
    for (int lesson = 0; lesson < 3; lesson++) {
      var answer =
          service.post("/analytics", Map.of("name", "lesson.repeated", "userId", "u" + lesson));
      assertThat(answer.getStatusCode().value()).isEqualTo(202);
    }

    await().until(() -> service.counted("lesson.repeated") == 3);
  }

  @Test
  void aSecondUserWithTheAddressIsRefusedAndAWrongRequestNamesItsFields() {
    var address = anAddress();
    service.register(address);

    var second = service.post("/users", Map.of("email", address, "fullName", "Ada"));
    assertThat(second.getStatusCode().value()).isEqualTo(409);
    var wrong = service.post("/users", Map.of("email", "ada"));
    assertThat(wrong.getStatusCode().value()).isEqualTo(400);
    assertThat(wrong.getBody().path("invalid").propertyNames())
        .containsExactlyInAnyOrder("email", "fullName");
    var sms = service.post("/notifications/sms", Map.of("to", "0170 1", "text", "Hi"));
    assertThat(sms.getStatusCode().value()).isEqualTo(400);
    assertThat(sms.getBody().path("invalid").propertyNames()).containsExactly("to");
    assertThat(service.put("/senders/email", Map.of("working", false)).getStatusCode().value())
        .isEqualTo(404);
  }

  @Test
  void theFiguresOfTheEarlierSystemAreScraped() {
    service.register(anAddress());
    service.post("/analytics", Map.of("name", "page.viewed"));

    await().until(() -> service.counted("page.viewed") == 1);
    await()
        .untilAsserted(
            () -> {
              assertThat(sent("user.events", "error=\"none\"")).isPositive();
              assertThat(sent("notification.events", "error=\"none\"")).isPositive();
              assertThat(sent("analytics.events", "error=\"none\"")).isPositive();
              assertThat(
                      sum(
                          "eventbus_publish_seconds_count",
                          "topic=\"analytics.events\"",
                          "outcome=\"acknowledged\""))
                  .isPositive();
              assertThat(sum("eventbus_relay_sent_total")).isPositive();
              assertThat(handled("user.events")).isPositive();
              assertThat(handled("notification.events")).isPositive();
              assertThat(sum("eventbus_event_age_seconds_count", "topic=\"user.events\""))
                  .isPositive();
              assertThat(service.text("/actuator/prometheus"))
                  .contains("outcome=\"failed\",topic=\"user.events\"")
                  .contains("eventbus_partition_lag{")
                  .contains("kafka_producer_record_error_total{");
            });
  }

  private static double sent(String topic, String outcome) {
    return sum(
        "eventbus_send_seconds_count", "messaging_destination_name=\"" + topic + "\"", outcome);
  }

  private static double retriedMails() {
    return sum("eventbus_retried_total", "type=\"notification.email\"");
  }

  private static double handled(String topic) {
    return sum("eventbus_handler_seconds_count", "topic=\"" + topic + "\"", "outcome=\"handled\"");
  }

  /** The sum of the series of this name that have all of these tags. */
  private static double sum(String name, String... tags) {
    return service
        .text("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> Stream.of(tags).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  RunningService service() {
    return service;
  }

  @Override
  MailServer mails() {
    return mails;
  }

  @Override
  EventBus otherService() {
    return otherService;
  }

  @Override
  String namespace() {
    return "";
  }
}
