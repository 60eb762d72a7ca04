package io.eventbus.examples.notification.user;

import io.eventbus.event.EventType;

/** Somebody has become a user. */
@EventType(value = "user.registered", topic = UserEvent.TOPIC)
public record UserRegistered(String userId, String email, String fullName) implements UserEvent {}
