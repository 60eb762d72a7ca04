package io.eventbus.deadletter;

import io.eventbus.event.Arguments;

/**
 * Who sends dead letters back, how fast, and which of them no more. Immutable.
 *
 * @param by who does it, for the record; never blank
 * @param lettersPerSecond how many letters in a second, taken over some seconds, at least 1
 * @param maxRounds letters that have died more often than this stay where they are, at least 1
 */
public record RedriveOptions(String by, int lettersPerSecond, int maxRounds) {

  private static final int LETTERS_PER_SECOND = 100;
  private static final int MAX_ROUNDS = 5;

  /** Checks the arguments. */
  public RedriveOptions {
    Arguments.requireText(by, "by");
    Arguments.requireAtLeast(lettersPerSecond, 1, "lettersPerSecond");
    Arguments.requireAtLeast(maxRounds, 1, "maxRounds");
  }

  /** 100 letters in a second, none that has died more than 5 times. */
  public static RedriveOptions defaults(String by) {
    return new RedriveOptions(by, LETTERS_PER_SECOND, MAX_ROUNDS);
  }

  /** The same options with another rate. */
  public RedriveOptions withLettersPerSecond(int lettersPerSecond) {
    return new RedriveOptions(by, lettersPerSecond, maxRounds);
  }

  /** The same options with another cap of rounds. */
  public RedriveOptions withMaxRounds(int maxRounds) {
    return new RedriveOptions(by, lettersPerSecond, maxRounds);
  }
}
