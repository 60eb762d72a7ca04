package io.eventbus.deadletter;

import org.jspecify.annotations.Nullable;

/** By what dead letters are counted together. */
public enum Grouping {
  /** The class of the exception. */
  EXCEPTION,
  /** The logical type of the event. */
  TYPE,
  /** The topic that the event was first read from. */
  TOPIC,
  /** The {@link DeadLetterReason#code()}. */
  REASON,
  /** The handler: topic and type, with a blank between them. */
  HANDLER;

  private static final String UNKNOWN = "(unknown)";

  /** The name under which a letter is counted; {@code (unknown)} where it tells none. */
  String of(DeadLetter letter) {
    return switch (this) {
      case EXCEPTION -> known(letter.exceptionClass());
      case TYPE -> known(letter.type());
      case TOPIC -> topicOf(letter);
      case REASON -> letter.reason().code();
      case HANDLER -> topicOf(letter) + " " + known(letter.type());
    };
  }

  private static String topicOf(DeadLetter letter) {
    var origin = letter.origin();
    return origin == null ? UNKNOWN : origin.topic();
  }

  private static String known(@Nullable String name) {
    return name == null ? UNKNOWN : name;
  }
}
