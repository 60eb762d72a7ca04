package io.eventbus.deadletter;

import io.eventbus.event.Arguments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event died. Immutable.
 *
 * @param reason why
 * @param group the consumer group that could not handle it, {@code null} where nothing tells
 * @param attempts how often the handler was tried; 0 if it never came to that, or nothing tells
 * @param round how often it has died, counted from 1
 * @param exceptionClass the class of the last exception, {@code null} where there was none
 * @param exceptionMessage its message, which may repeat what the event holds
 * @param stackTrace its stack trace, cut
 * @param at when the letter was written
 */
public record Death(
    DeadLetterReason reason,
    @Nullable String group,
    int attempts,
    int round,
    @Nullable String exceptionClass,
    @Nullable String exceptionMessage,
    @Nullable String stackTrace,
    Instant at) {

  /** Checks the arguments. */
  public Death {
    Arguments.requirePresent(reason, "reason");
    Arguments.requireAtLeast(attempts, 0, "attempts");
    Arguments.requireAtLeast(round, 1, "round");
    Arguments.requirePresent(at, "at");
  }

  /** Without messages and stack traces, which may repeat what the event holds. */
  @Override
  public String toString() {
    return "Death[reason=" + reason.code() + ", round=" + round + ", at=" + at + "]";
  }
}
