package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventLabel;
import io.eventbus.event.Arguments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be handled, as it lies on its topic. Immutable as long as nobody writes
 * to the arrays of the record.
 *
 * @param id its place, by which it is known
 * @param encoded the record: key, headers and body as they were, and what tells of the death
 * @param label the identity and type of the event, as far as the record tells them
 * @param origin where it was read first, {@code null} where nothing tells: such a letter cannot be
 *     sent back
 * @param death why, when and how often it died
 */
public record DeadLetter(
    LetterId id,
    EncodedEvent encoded,
    EventLabel label,
    @Nullable LetterOrigin origin,
    Death death) {

  /** Checks the arguments. */
  public DeadLetter {
    Arguments.requirePresent(id, "id");
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(label, "label");
    Arguments.requirePresent(death, "death");
  }

  /** The identity of the event, {@code null} where the record does not tell it. */
  public @Nullable String eventId() {
    return label.id();
  }

  /** The logical type of the event, {@code null} where the record does not tell it. */
  public @Nullable String type() {
    var type = label.type();
    return type == null ? null : type.name();
  }

  /** The version of the type, {@code null} where the record does not tell it. */
  public @Nullable Integer version() {
    var type = label.type();
    return type == null ? null : type.version();
  }

  /** The record's key read as UTF-8, {@code null} where it has none. */
  public @Nullable String key() {
    var key = encoded.key();
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  /** Why it died. */
  public DeadLetterReason reason() {
    return death.reason();
  }

  /** The consumer group that could not handle it, {@code null} where nothing tells. */
  public @Nullable String group() {
    return death.group();
  }

  /** How often the handler was tried; 0 if it never came to that, or nothing tells. */
  public int attempts() {
    return death.attempts();
  }

  /** How often it has died, counted from 1. */
  public int round() {
    return death.round();
  }

  /** The class of the last exception, {@code null} where there was none. */
  public @Nullable String exceptionClass() {
    return death.exceptionClass();
  }

  /** The message of the last exception, which may repeat what the event holds. */
  public @Nullable String exceptionMessage() {
    return death.exceptionMessage();
  }

  /** The stack trace of the last exception, cut. */
  public @Nullable String stackTrace() {
    return death.stackTrace();
  }

  /** When the letter was written. */
  public Instant diedAt() {
    return death.at();
  }

  /** All headers of the record read as UTF-8, the last of each name; unmodifiable. */
  public Map<String, String> headers() {
    var texts = new LinkedHashMap<String, String>();
    encoded.headers().forEach(header -> texts.put(header.name(), header.text()));
    return Collections.unmodifiableMap(texts);
  }

  /** The same without those that tell of the death, in which a body or stack trace may be. */
  public Map<String, String> eventHeaders() {
    var texts = new LinkedHashMap<>(headers());
    texts.keySet().removeIf(name -> !LetterConvention.isOfTheEvent(name));
    return Collections.unmodifiableMap(texts);
  }

  /** The bytes of the event, not a copy; {@code null} where it has none. */
  public byte @Nullable [] body() {
    return encoded.body();
  }

  /** Which letter it is, without what it holds. */
  @Override
  public String toString() {
    return "DeadLetter[id=" + id + ", type=" + type() + ", " + death + "]";
  }
}
