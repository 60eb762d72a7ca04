package io.eventbus.deadletter;

import io.eventbus.event.Arguments;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: all of them by default; what is set must hold together. Immutable.
 *
 * @param from died at this time or later, {@code null} for any
 * @param to died before this time, {@code null} for any
 * @param type the logical type of the event, {@code null} for any
 * @param key the record's key, {@code null} for any
 * @param reason why it died, {@code null} for any
 * @param exception the class of the exception, by its full name or without the package, {@code
 *     null} for any
 * @param ids these letters only, {@code null} for any
 * @param topic the topic that the event was read from first, {@code null} for any
 */
public record DeadLetterFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String type,
    @Nullable String key,
    @Nullable DeadLetterReason reason,
    @Nullable String exception,
    @Nullable Set<LetterId> ids,
    @Nullable String topic) {

  private static final DeadLetterFilter ALL =
      new DeadLetterFilter(null, null, null, null, null, null, null, null);

  /** Copies the ids. */
  public DeadLetterFilter {
    ids = ids == null ? null : Set.copyOf(ids);
  }

  /** All letters. */
  public static DeadLetterFilter all() {
    return ALL;
  }

  /** Those of them that died at this time or later. */
  public DeadLetterFilter withFrom(Instant from) {
    Arguments.requirePresent(from, "from");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Those of them that died before this time. */
  public DeadLetterFilter withTo(Instant to) {
    Arguments.requirePresent(to, "to");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Those of them whose event has this logical type. */
  public DeadLetterFilter withType(String type) {
    Arguments.requireText(type, "type");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Those of them with this key. */
  public DeadLetterFilter withKey(String key) {
    Arguments.requireText(key, "key");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Those of them that died for this reason. */
  public DeadLetterFilter withReason(DeadLetterReason reason) {
    Arguments.requirePresent(reason, "reason");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Those of them with this exception, by the full name of its class or without the package. */
  public DeadLetterFilter withException(String exception) {
    Arguments.requireText(exception, "exception");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Those of them that are among these. */
  public DeadLetterFilter withIds(Collection<LetterId> ids) {
    var copy = Set.copyOf(Arguments.requirePresent(ids, "ids"));
    return new DeadLetterFilter(from, to, type, key, reason, exception, copy, topic);
  }

  /** Those of them whose event was first read from this topic. */
  public DeadLetterFilter withTopic(String topic) {
    Arguments.requireText(topic, "topic");
    return new DeadLetterFilter(from, to, type, key, reason, exception, ids, topic);
  }

  /** Whether this letter is meant. */
  public boolean matches(DeadLetter letter) {
    Arguments.requirePresent(letter, "letter");
    var origin = letter.origin();
    return (from == null || !letter.diedAt().isBefore(from))
        && (to == null || letter.diedAt().isBefore(to))
        && (type == null || type.equals(letter.type()))
        && (key == null || key.equals(letter.key()))
        && (reason == null || reason == letter.reason())
        && (exception == null || isException(letter.exceptionClass(), exception))
        && (ids == null || ids.contains(letter.id()))
        && (topic == null || (origin != null && topic.equals(origin.topic())));
  }

  private static boolean isException(@Nullable String name, String wanted) {
    return name != null
        && (name.equals(wanted) || name.endsWith("." + wanted) || name.endsWith("$" + wanted));
  }
}
