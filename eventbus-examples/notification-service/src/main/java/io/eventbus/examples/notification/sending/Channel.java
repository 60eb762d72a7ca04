package io.eventbus.examples.notification.sending;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way to reach somebody. */
public enum Channel {
  /** By mail. */
  EMAIL,
  /** By a message to a telephone. */
  SMS,
  /** By a notification on a device. */
  PUSH;

  /** The channel of this name, such as {@code sms}, if there is one. */
  static Optional<Channel> named(String name) {
    return Stream.of(values()).filter(channel -> channel.text().equals(name)).findFirst();
  }

  /** Its name outside of the code. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
