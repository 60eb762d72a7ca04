package io.eventbus.benchmarks;

/** What lies in a scenario's topic when a contender starts. */
enum Feed {
  /** Nothing, and each run gets a topic of its own. */
  EMPTY,
  /** The scenario's events, over 10,000 keys in random order. */
  RECURRING_KEYS,
  /** The scenario's events, each with a key of its own. */
  KEY_PER_EVENT,
  /** As {@link #RECURRING_KEYS}, and a second topic with one more key that is hot. */
  HOT_TWIN,
  /** As {@link #RECURRING_KEYS}, over 200 partitions. */
  MANY_PARTITIONS
}
