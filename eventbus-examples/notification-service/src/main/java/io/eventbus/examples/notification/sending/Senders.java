package io.eventbus.examples.notification.sending;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who sends by which channel: the bean that does, or else one that only records. */
@Component
final class Senders {

  private final Map<Channel, NotificationSender> byChannel = new EnumMap<>(Channel.class);

  Senders(ObjectProvider<NotificationSender> beans) {
    for (var channel : Channel.values()) {
      byChannel.put(channel, new RecordingSender(channel));
    }
    beans.forEach(sender -> byChannel.put(sender.channel(), sender));
  }

  void send(Channel channel, Notification notification) {
    of(channel).send(notification);
  }

  /** The one that only records, unless the channel has a real one. */
  Optional<RecordingSender> recording(Channel channel) {
    return of(channel) instanceof RecordingSender recording
        ? Optional.of(recording)
        : Optional.empty();
  }

  private NotificationSender of(Channel channel) {
    return Objects.requireNonNull(byChannel.get(channel));
  }
}
