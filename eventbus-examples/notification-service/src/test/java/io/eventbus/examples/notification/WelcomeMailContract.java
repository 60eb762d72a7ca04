package io.eventbus.examples.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.codec.EventFormat;
import io.eventbus.examples.notification.user.UserEvent;
import io.eventbus.examples.notification.user.UserLoggedIn;
import io.eventbus.examples.notification.user.UserRegistered;
import io.eventbus.publish.PublishOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each user gets one welcome mail, on each database. */
abstract class WelcomeMailContract {

  static final String WELCOME = "Welcome to the language school";

  abstract RunningService service();

  abstract MailServer mails();

  abstract EventBus otherService();

  /** What the names of the service's topics begin with. */
  abstract String namespace();

  static EventBus otherService(String bootstrapServers) {
    return EventBus.builder().bootstrapServers(bootstrapServers).source("user-service").build();
  }

  @Test
  void whoRegistersGetsOneMail() throws Exception {
    var address = anAddress();

    service().register(address);

    await().until(() -> !mails().subjects(address).isEmpty());
    assertThat(subjectsUpToNow(address)).containsExactly(WELCOME);
    var mail = mails().mails(address).get(0);
    assertThat(mail.getContent().toString()).contains("Hello Ada Lovelace");
    assertThat(mail.getFrom()[0]).hasToString("school@example.org");
    // That of the notification, which is known by its event.
    var sent = service().get("/notifications?to={to}", address).getBody().get(0);
    assertThat(mail.getMessageID())
        .isEqualTo("<" + sent.path("id").asString() + "@notification-service>");
  }

  @Test
  void aRegistrationThatIsToldOfTwiceLeadsToOneMailAndCountsOnce() throws Exception {
    var address = anAddress();
    var event = new UserRegistered(UUID.randomUUID().toString(), address, "Ada Lovelace");
    var same = PublishOptions.defaults().withId(UUID.randomUUID().toString());
    long before = service().counted("user.registered");

    publish(event, same);
    publish(event, same);
    upToNow(event.userId());

    assertThat(subjectsUpToNow(address)).containsExactly(WELCOME);
    assertThat(service().counted("user.registered")).isEqualTo(before + 1);
  }

  @Test
  void aRegistrationInTheEnvelopeOfEarlierDaysLeadsToOneMailHoweverOftenItComes() throws Exception {
    var address = anAddress();
    var event = new UserRegistered(UUID.randomUUID().toString(), address, "Ada Lovelace");
    // It has no identity: only the user tells that the second is the first.
    var envelope = PublishOptions.defaults().withFormat(EventFormat.ENVELOPE);

    publish(event, envelope);
    publish(event, envelope);
    upToNow(event.userId());

    assertThat(subjectsUpToNow(address)).containsExactly(WELCOME);
  }

  static String anAddress() {
    return UUID.randomUUID() + "@example.org";
  }

  void publish(UserEvent event, PublishOptions options) throws Exception {
    otherService()
        .publish(event, options.withTopic(namespace() + UserEvent.TOPIC))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** Waits until what was published of a user is handled: events of a key are in order. */
  void upToNow(String userId) throws Exception {
    long before = service().counted("user.logged_in");
    publish(new UserLoggedIn(userId), PublishOptions.defaults());
    await().until(() -> service().counted("user.logged_in") > before);
  }

  /** The mails to an address, once one that is asked for now has come, and so all before it. */
  List<String> subjectsUpToNow(String address) throws Exception {
    service()
        .post(
            "/notifications/email",
            Map.of("to", address, "subject", "The last one", "text", "Nothing more."));
    await().until(() -> mails().subjects(address).contains("The last one"));
    var subjects = mails().subjects(address);
    return subjects.subList(0, subjects.size() - 1);
  }
}
