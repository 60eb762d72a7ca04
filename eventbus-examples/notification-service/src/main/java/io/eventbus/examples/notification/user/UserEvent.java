package io.eventbus.examples.notification.user;

import io.eventbus.event.IntegrationEvent;

/**
 * What happens to a user. All kinds go to one topic, keyed by the user, so that what happens to one
 * of them stays in order; the event name tells which kind it is.
 */
public sealed interface UserEvent extends IntegrationEvent
    permits UserRegistered, UserLoggedIn, UserUpdated, UserDeleted {

  /** The topic of all of them. */
  String TOPIC = "user.events";

  /** The user. A text, since not all who write here have UUIDs. */
  String userId();

  @Override
  default String key() {
    return userId();
  }
}
