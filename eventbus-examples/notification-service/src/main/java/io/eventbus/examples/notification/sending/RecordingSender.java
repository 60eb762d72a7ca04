package io.eventbus.examples.notification.sending;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for a gateway that is not there, in demos and tests: writes a line into the log and
 * remembers the last hundred. Can be told to fail, as gateways do. Safe to share between threads.
 */
final class RecordingSender implements NotificationSender {

  private static final Logger log = LoggerFactory.getLogger(RecordingSender.class);
  private static final int MOST = 100;

  /** What it has sent. */
  record Sent(UUID id, String to) {}

  private final Deque<Sent> sent = new ArrayDeque<>();
  private final Channel channel;
  private boolean working = true;

  RecordingSender(Channel channel) {
    this.channel = channel;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public synchronized void send(Notification notification) {
    if (!working) {
      throw new NotSentException("the gateway of " + channel.text() + " is switched off");
    }
    if (sent.size() == MOST) {
      sent.removeFirst();
    }
    sent.addLast(new Sent(notification.id(), notification.to()));
    log.info("{} would be sent by {}", notification, channel.text());
  }

  synchronized void setWorking(boolean working) {
    this.working = working;
  }

  synchronized boolean working() {
    return working;
  }

  /** The oldest first. */
  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }
}
