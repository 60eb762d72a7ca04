package io.eventbus.examples.notification.sending;

import io.eventbus.event.IntegrationEvent;

/**
 * Somebody is to be told something. All kinds go to one topic, and the event name tells which kind
 * it is. Keyed by the address: what goes to one stays in order, and one that cannot be reached
 * holds up no other.
 */
public sealed interface NotificationEvent extends IntegrationEvent
    permits EmailRequested, SmsRequested, PushRequested {

  /** The topic of all of them. */
  String TOPIC = "notification.events";

  /** The address, the number, or the token of the device. */
  String to();

  @Override
  default String key() {
    return to();
  }
}
