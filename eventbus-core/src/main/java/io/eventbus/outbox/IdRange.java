package io.eventbus.outbox;

/**
 * Ids from the first to the last, both included. Immutable.
 *
 * @param first at most the last
 * @param last at least the first
 */
public record IdRange(long first, long last) {

  /** Checks the arguments. */
  public IdRange {
    if (first > last) {
      throw new IllegalArgumentException("first " + first + " is beyond last " + last);
    }
  }

  /** How many ids these are. */
  public long size() {
    return last - first + 1;
  }
}
