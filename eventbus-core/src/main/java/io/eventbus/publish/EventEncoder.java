package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.UndecodableEventException;
import io.eventbus.event.AbstractIntegrationEvent;
import io.eventbus.event.Arguments;
import io.eventbus.event.CurrentEvent;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishException.Reason;
import io.eventbus.topic.TopicNaming;
import io.eventbus.topic.TopicTemplate;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives events their metadata and topic, and writes them to bytes: what goes to Kafka at once and
 * what is stored for later looks the same. Safe to share between threads.
 */
public final class EventEncoder {

  /**
   * An event as it goes out. Immutable.
   *
   * @param record what Kafka gets
   * @param metadata who the event is
   */
  public record Outgoing(EncodedEvent record, EventMetadata metadata) {

    /** Checks the arguments. */
    public Outgoing {
      Arguments.requirePresent(record, "record");
      Arguments.requirePresent(metadata, "metadata");
    }
  }

  private record Destination(EventTypeName type, TopicTemplate topic) {}

  private final EventCodec codec;
  private final TopicNaming naming;
  private final String source;
  private final int maxEventBytes;
  private final ConcurrentMap<Class<? extends IntegrationEvent>, Destination> destinations =
      new ConcurrentHashMap<>();

  /**
   * An encoder for the events of one service.
   *
   * @param source the name of the publishing service, a URI reference
   * @param maxEventBytes the largest record that is accepted, key and headers included
   */
  public EventEncoder(EventCodec codec, TopicNaming naming, String source, int maxEventBytes) {
    this.codec = Arguments.requirePresent(codec, "codec");
    this.naming = Arguments.requirePresent(naming, "naming");
    this.source = URI.create(Arguments.requireText(source, "source")).toString();
    this.maxEventBytes = Arguments.requireAtLeast(maxEventBytes, 1, "maxEventBytes");
  }

  /** What its events carry as their source: the name of the publishing service. */
  public String source() {
    return source;
  }

  /**
   * Writes an event.
   *
   * @throws PublishException if it is too large
   * @throws io.eventbus.codec.UnencodableEventException if it cannot be written as JSON
   * @throws IllegalArgumentException if its class has no {@link io.eventbus.event.EventType}, or
   *     its topic cannot be filled from it
   */
  public Outgoing encode(IntegrationEvent event, PublishOptions options) {
    Arguments.requirePresent(event, "event");
    Arguments.requirePresent(options, "options");
    var destination = destinationOf(event.getClass());
    var topic = options.topic() == null ? destination.topic().topicOf(event) : options.topic();
    var metadata = metadata(event, destination.type(), options);
    var key = options.key() == null ? event.key() : options.key();
    var encoded = codec.encode(event, metadata, topic, key, options.headers(), options.format());
    if (encoded.size() > maxEventBytes) {
      throw new PublishException(Reason.TOO_LARGE, encoded, null);
    }
    return new Outgoing(encoded, metadata);
  }

  // Looked up first: computeIfAbsent() may lock even where there is nothing to compute.
  private Destination destinationOf(Class<? extends IntegrationEvent> eventClass) {
    var destination = destinations.get(eventClass);
    return destination == null
        ? destinations.computeIfAbsent(eventClass, this::destination)
        : destination;
  }

  private Destination destination(Class<? extends IntegrationEvent> eventClass) {
    var topic = TopicTemplate.of(naming.topicOf(eventClass), eventClass);
    return new Destination(EventTypeName.of(eventClass), topic);
  }

  private EventMetadata metadata(
      IntegrationEvent event, EventTypeName type, PublishOptions options) {
    var own = event instanceof AbstractIntegrationEvent base ? base : null;
    var cause = cause();
    return new EventMetadata(
        options.id() == null ? idOf(own) : options.id(),
        source,
        type.name(),
        type.version(),
        options.time() == null ? timeOf(own) : options.time(),
        options.subject(),
        options.correlationId() == null ? correlationOf(cause) : options.correlationId(),
        options.causationId() == null && cause != null ? cause.id() : options.causationId(),
        options.tenantId());
  }

  /** What a handler publishes must not fail for an attribute of what it handles. */
  private static @Nullable EventMetadata cause() {
    try {
      return CurrentEvent.metadata();
    } catch (UndecodableEventException e) {
      return null;
    }
  }

  /** An event that is part of no business operation yet begins one. */
  private static @Nullable String correlationOf(@Nullable EventMetadata cause) {
    if (cause == null) {
      return null;
    }
    return cause.correlationId() == null ? cause.id() : cause.correlationId();
  }

  private static String idOf(@Nullable AbstractIntegrationEvent own) {
    return (own == null ? UUID.randomUUID() : own.id()).toString();
  }

  private static Instant timeOf(@Nullable AbstractIntegrationEvent own) {
    return own == null ? Instant.ofEpochMilli(System.currentTimeMillis()) : own.time();
  }
}
