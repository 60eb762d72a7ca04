package io.eventbus.examples.notification.user;

import io.eventbus.event.EventType;

/** A user is gone for good. */
@EventType(value = "user.deleted", topic = UserEvent.TOPIC)
public record UserDeleted(String userId) implements UserEvent {}
