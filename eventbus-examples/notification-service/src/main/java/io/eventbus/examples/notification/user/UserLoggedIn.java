package io.eventbus.examples.notification.user;

import io.eventbus.event.EventType;

/** A user has logged in. */
@EventType(value = "user.logged_in", topic = UserEvent.TOPIC)
public record UserLoggedIn(String userId) implements UserEvent {}
