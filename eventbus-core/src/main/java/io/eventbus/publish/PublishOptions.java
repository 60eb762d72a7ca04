package io.eventbus.publish;

import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.event.Arguments;
import io.eventbus.topic.TopicNaming;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say about one event; by default nothing: a random id, the time of now, the key
 * of the event, the topic of its type. Immutable; safe to share between threads.
 */
public final class PublishOptions {

  private enum Attribute {
    TOPIC,
    KEY,
    ID,
    SUBJECT,
    CORRELATION_ID,
    CAUSATION_ID,
    TENANT_ID
  }

  private static final PublishOptions DEFAULTS =
      new PublishOptions(new EnumMap<>(Attribute.class), null, null, Map.of());

  private final Map<Attribute, String> attributes;
  private final @Nullable Instant time;
  private final @Nullable EventFormat format;
  private final Map<String, String> headers;

  private PublishOptions(
      Map<Attribute, String> attributes,
      @Nullable Instant time,
      @Nullable EventFormat format,
      Map<String, String> headers) {
    this.attributes = attributes;
    this.time = time;
    this.format = format;
    this.headers = headers;
  }

  /** Nothing said. */
  public static PublishOptions defaults() {
    return DEFAULTS;
  }

  /** To this topic instead of the type's own. */
  public PublishOptions withTopic(String topic) {
    return with(Attribute.TOPIC, TopicNaming.requireLegal(topic), "topic");
  }

  /** With this key instead of the event's own. */
  public PublishOptions withKey(String key) {
    return with(Attribute.KEY, key, "key");
  }

  /** With this identity instead of a random one. */
  public PublishOptions withId(String id) {
    return with(Attribute.ID, id, "id");
  }

  /** With the thing that the event is about. */
  public PublishOptions withSubject(String subject) {
    return with(Attribute.SUBJECT, subject, "subject");
  }

  /** With what ties the events of one business operation together. */
  public PublishOptions withCorrelationId(String correlationId) {
    return with(Attribute.CORRELATION_ID, correlationId, "correlationId");
  }

  /** With the id of the event or command that led to this one. */
  public PublishOptions withCausationId(String causationId) {
    return with(Attribute.CAUSATION_ID, causationId, "causationId");
  }

  /** With the tenant that it belongs to. */
  public PublishOptions withTenantId(String tenantId) {
    return with(Attribute.TENANT_ID, tenantId, "tenantId");
  }

  /** With the time at which it happened. */
  public PublishOptions withTime(Instant time) {
    Arguments.requirePresent(time, "time");
    return new PublishOptions(attributes, time, format, headers);
  }

  /** In this format instead of that of the bus. */
  public PublishOptions withFormat(EventFormat format) {
    Arguments.requirePresent(format, "format");
    return new PublishOptions(attributes, time, format, headers);
  }

  /**
   * With one more header, which replaces one of the same name.
   *
   * @throws IllegalArgumentException if the name is blank or belongs to the wire format
   */
  public PublishOptions withHeader(String headerName, String value) {
    Arguments.requirePresent(value, "value");
    var more = new LinkedHashMap<>(headers);
    more.put(EventCodec.requireFree(headerName), value);
    return new PublishOptions(attributes, time, format, more);
  }

  private PublishOptions with(Attribute attribute, String value, String name) {
    var more = new EnumMap<Attribute, String>(attributes);
    more.put(attribute, Arguments.requireText(value, name));
    return new PublishOptions(more, time, format, headers);
  }

  @Nullable String topic() {
    return attributes.get(Attribute.TOPIC);
  }

  @Nullable String key() {
    return attributes.get(Attribute.KEY);
  }

  @Nullable String id() {
    return attributes.get(Attribute.ID);
  }

  @Nullable String subject() {
    return attributes.get(Attribute.SUBJECT);
  }

  @Nullable String correlationId() {
    return attributes.get(Attribute.CORRELATION_ID);
  }

  @Nullable String causationId() {
    return attributes.get(Attribute.CAUSATION_ID);
  }

  @Nullable String tenantId() {
    return attributes.get(Attribute.TENANT_ID);
  }

  @Nullable Instant time() {
    return time;
  }

  @Nullable EventFormat format() {
    return format;
  }

  Map<String, String> headers() {
    return headers;
  }
}
