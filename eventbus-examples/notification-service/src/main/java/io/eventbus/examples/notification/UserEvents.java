package io.eventbus.examples.notification;

import io.eventbus.consume.EventContext;
import io.eventbus.examples.notification.analytics.Counters;
import io.eventbus.examples.notification.sending.EmailRequested;
import io.eventbus.examples.notification.user.UserDeleted;
import io.eventbus.examples.notification.user.UserLoggedIn;
import io.eventbus.examples.notification.user.UserRegistered;
import io.eventbus.examples.notification.user.UserUpdated;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import io.eventbus.spring.OnEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Follows the users: one topic, and a method for each event name on it. All are counted; who has
 * registered is welcomed. The welcome is an event itself, stored in the transaction that claims and
 * counts the registration, so that each registration asks for one mail however often it is told of.
 */
@Component
final class UserEvents {

  private final Counters counters;
  private final EventPublisher events;

  UserEvents(Counters counters, EventPublisher events) {
    this.counters = counters;
    this.events = events;
  }

  @OnEvent(idempotent = true)
  void registered(UserRegistered event, EventContext context) {
    count(context);
    events.publish(
        new EmailRequested(
            event.email(),
            "Welcome to the language school",
            "Hello " + event.fullName() + ",\n\nyour account is ready. Enjoy your first lesson!\n"),
        PublishOptions.defaults().withId(welcomeOf(event.userId())));
  }

  @OnEvent(idempotent = true)
  void loggedIn(UserLoggedIn event, EventContext context) {
    count(context);
  }

  @OnEvent(idempotent = true)
  void updated(UserUpdated event, EventContext context) {
    count(context);
  }

  @OnEvent(idempotent = true)
  void deleted(UserDeleted event, EventContext context) {
    count(context);
  }

  private void count(EventContext context) {
    counters.count(context.metadata().type());
  }

  /**
   * A user has one welcome, and this is its identity: a registration that is told of by another
   * event, such as one of the earlier system, whose events have no identity, asks for the same.
   */
  private static String welcomeOf(String userId) {
    return UUID.nameUUIDFromBytes(("welcome " + userId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
