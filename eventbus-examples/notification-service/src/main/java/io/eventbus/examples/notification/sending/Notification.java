package io.eventbus.examples.notification.sending;

import io.eventbus.event.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What somebody is to be told.
 *
 * @param id the same at each attempt, and whenever the event comes again: a receiver who knows it
 *     can tell the second one for what it is
 * @param to the address, the number, or the token of the device
 * @param subject what it is about; empty where the channel has none
 */
public record Notification(UUID id, String to, String subject, String text) {

  /** The notification that an event asks for; its id is made of who the event is. */
  static Notification of(EventMetadata event, String to, String subject, String text) {
    var identity = event.source() + " " + event.id();
    var id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    return new Notification(id, to, subject, text);
  }

  /** Without what is told, and to whom, for logs. */
  @Override
  public String toString() {
    return "Notification[" + id + "]";
  }
}
