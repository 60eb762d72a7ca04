package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A topic and a key, whose events are held back. Immutable.
 *
 * @param topic the topic
 * @param key the key
 */
public record HeldKey(String topic, String key) {

  /** Checks the arguments. */
  public HeldKey {
    Arguments.requireText(topic, "topic");
    Arguments.requirePresent(key, "key");
  }

  /** That of a record, {@code null} if it has no key and so no order. */
  static @Nullable HeldKey of(EncodedEvent record) {
    var key = record.key();
    return key == null
        ? null
        : new HeldKey(record.topic(), new String(key, StandardCharsets.UTF_8));
  }
}
