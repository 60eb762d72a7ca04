package io.eventbus.examples.notification.sending;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who sends by which channel: the bean that does, or else one that only records, where {@code
 * notification.recording} allows it. By default it does not: what nobody sends must not be told to
 * be sent.
 */
@Component
final class Senders {

  private final Map<Channel, NotificationSender> byChannel = new EnumMap<>(Channel.class);

  Senders(
      ObjectProvider<NotificationSender> beans,
      @Value("${notification.recording:false}") boolean recording) {
    if (recording) {
      for (var channel : Channel.values()) {
        byChannel.put(channel, new RecordingSender(channel));
      }
    }
    beans.forEach(sender -> byChannel.put(sender.channel(), sender));
  }

  /**
   * Sends by a channel.
   *
   * @throws RuntimeException if it could not be sent, or nobody sends by this channel
   */
  void send(Channel channel, Notification notification) {
    var sender = byChannel.get(channel);
    if (sender == null) {
      throw new NotSentException(
          "nobody sends by " + channel.text() + ": there is no NotificationSender for it");
    }
    sender.send(notification);
  }

  /** The one that only records, unless the channel has a real one, or none. */
  Optional<RecordingSender> recording(Channel channel) {
    return byChannel.get(channel) instanceof RecordingSender recording
        ? Optional.of(recording)
        : Optional.empty();
  }
}
