package io.eventbus.consume;

/** Which events wait for each other. */
public enum Ordering {
  /**
   * Events of one key are handled one after the other, in the order of their partition; a slow,
   * waiting or retrying event holds its own key only. Events without a key have no order. The
   * default.
   */
  KEY,
  /** All events of a partition are handled one after the other. */
  PARTITION,
  /** No event waits for another. */
  NONE
}
