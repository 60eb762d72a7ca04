package io.eventbus.examples.notification.sending;

import io.eventbus.consume.EventContext;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/**
 * Sends what events ask for: one topic, and a method for each event name on it. Sending is the last
 * act of the transaction that claims the event. If it fails, claim and note are rolled back and the
 * event comes again; if the service dies between the sending and the commit, what was sent is sent
 * again, under the same id. The other way round it would be lost.
 */
@Component
final class NotificationEvents {

  private final Senders senders;
  private final SentNotifications notes;

  NotificationEvents(Senders senders, SentNotifications notes) {
    this.senders = senders;
    this.notes = notes;
  }

  @OnEvent(idempotent = true)
  void email(EmailRequested event, EventContext context) {
    send(
        Channel.EMAIL,
        Notification.of(context.metadata(), event.to(), event.subject(), event.text()));
  }

  @OnEvent(idempotent = true)
  void sms(SmsRequested event, EventContext context) {
    send(Channel.SMS, Notification.of(context.metadata(), event.to(), "", event.text()));
  }

  @OnEvent(idempotent = true)
  void push(PushRequested event, EventContext context) {
    send(
        Channel.PUSH, Notification.of(context.metadata(), event.to(), event.title(), event.text()));
  }

  private void send(Channel channel, Notification notification) {
    notes.add(channel, notification);
    senders.send(channel, notification);
  }
}
