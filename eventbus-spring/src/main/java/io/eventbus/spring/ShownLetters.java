package io.eventbus.spring;

import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.Grouping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open dead letters of a group as the endpoint shows them: without what the events hold.
 *
 * @param open how many there are
 * @param letters the first of them
 * @param more whether there are others
 */
record ShownLetters(
    String group,
    long open,
    Map<String, Long> byHandler,
    Map<String, Long> byReason,
    List<Letter> letters,
    boolean more) {

  /**
   * One letter; neither body nor message nor stack trace, which may repeat what the event holds.
   */
  record Letter(
      String id,
      @Nullable String eventId,
      @Nullable String type,
      @Nullable String key,
      @Nullable String readFrom,
      Instant diedAt,
      String reason,
      int attempts,
      int round,
      @Nullable String exceptionClass) {

    static Letter of(DeadLetter letter) {
      var origin = letter.origin();
      return new Letter(
          letter.id().toString(),
          letter.eventId(),
          letter.type(),
          letter.key(),
          origin == null ? null : origin.topic() + ":" + origin.partition() + ":" + origin.offset(),
          letter.diedAt(),
          letter.reason().code(),
          letter.attempts(),
          letter.round(),
          letter.exceptionClass());
    }
  }

  /** Reads them from the brokers, and shows so many at most. */
  static ShownLetters of(DeadLetters letters, String group, int most) {
    var all = DeadLetterFilter.all();
    var byReason = letters.count(all, Grouping.REASON);
    if (byReason.isEmpty()) {
      return new ShownLetters(group, 0, Map.of(), byReason, List.of(), false);
    }
    long open = byReason.values().stream().mapToLong(Long::longValue).sum();
    var shown = letters.list(all, most).stream().map(Letter::of).toList();
    return new ShownLetters(
        group, open, letters.count(all, Grouping.HANDLER), byReason, shown, open > shown.size());
  }
}
