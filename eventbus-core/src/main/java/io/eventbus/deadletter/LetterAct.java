package io.eventbus.deadletter;

import io.eventbus.event.Arguments;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a dead letter, which is final: a letter has one act at most. Immutable.
 *
 * @param letter which letter
 * @param kind what was done
 * @param by who did it
 * @param at when
 * @param run the redrive or discard that it was part of
 * @param reason why it was discarded, {@code null} for one that was sent back
 * @param target where it was sent back to, {@code null} for one that was discarded
 * @param eventId the identity of the event, {@code null} where the letter does not tell it
 */
public record LetterAct(
    LetterId letter,
    Kind kind,
    String by,
    Instant at,
    String run,
    @Nullable String reason,
    @Nullable LetterId target,
    @Nullable String eventId) {

  /** What can be done with a letter. */
  public enum Kind {
    /** It was sent back to its group. */
    REDRIVEN,
    /** It was set aside for good. */
    DISCARDED;

    /** The word for it in the log of acts, for example {@code redriven}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the arguments. */
  public LetterAct {
    Arguments.requirePresent(letter, "letter");
    Arguments.requirePresent(kind, "kind");
    Arguments.requireText(by, "by");
    Arguments.requirePresent(at, "at");
    Arguments.requireText(run, "run");
  }
}
