package io.eventbus.test.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that was given to a {@link RecordingPublisher}, as the brokers would have got it.
 * Immutable if the event is.
 *
 * @param event the very object
 * @param metadata who it is
 * @param topic where it would have gone
 * @param key the key of its record, {@code null} where order does not matter
 * @param headers of its record, in their order, those of its format included
 */
public record RecordedEvent<E extends IntegrationEvent>(
    E event,
    EventMetadata metadata,
    String topic,
    @Nullable String key,
    Map<String, @Nullable String> headers) {

  static <E extends IntegrationEvent> RecordedEvent<E> of(E event, EventEncoder.Outgoing outgoing) {
    var sent = outgoing.record();
    var key = sent.key();
    Map<String, @Nullable String> headers = new LinkedHashMap<>();
    sent.headers().forEach(header -> headers.put(header.name(), sent.header(header.name())));
    return new RecordedEvent<>(
        event,
        outgoing.metadata(),
        sent.topic(),
        key == null ? null : new String(key, UTF_8),
        headers);
  }

  /** What it is, without its content. */
  String label() {
    return metadata.type() + " with key " + key + " to " + topic;
  }
}
