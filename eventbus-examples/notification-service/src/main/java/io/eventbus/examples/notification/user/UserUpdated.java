package io.eventbus.examples.notification.user;

import io.eventbus.event.EventType;

/** A user has changed something; this is how all of it is now. */
@EventType(value = "user.updated", topic = UserEvent.TOPIC)
public record UserUpdated(String userId, String email, String fullName) implements UserEvent {}
