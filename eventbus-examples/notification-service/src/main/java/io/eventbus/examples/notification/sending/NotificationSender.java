package io.eventbus.examples.notification.sending;

/**
 * Sends by one channel; a bean of this type is all that a channel needs. It takes the place of the
 * {@link RecordingSender}, where there are such. Called by several threads at once.
 */
public interface NotificationSender {

  /** The channel that it sends by. */
  Channel channel();

  /**
   * Sends, and returns when somebody else has taken the responsibility: a mail server, a gateway.
   * Called inside the transaction that claims the event, so let it not wait for long. Give the id
   * to a gateway that knows keys of idempotency.
   *
   * @throws RuntimeException if it could not be sent; then it is tried again
   */
  void send(Notification notification);
}
