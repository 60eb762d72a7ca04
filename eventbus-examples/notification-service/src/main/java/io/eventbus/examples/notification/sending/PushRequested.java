package io.eventbus.examples.notification.sending;

import io.eventbus.event.EventType;

/** A device is to show a notification. */
@EventType(value = "notification.push", topic = NotificationEvent.TOPIC)
public record PushRequested(String to, String title, String text) implements NotificationEvent {}
