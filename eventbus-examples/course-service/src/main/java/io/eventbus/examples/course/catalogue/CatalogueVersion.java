package io.eventbus.examples.course.catalogue;

/**
 * One making of the catalogue from the events.
 *
 * @param number counted from 1
 * @param consumerGroup the group that reads for it, which no other ever was
 */
record CatalogueVersion(int number, String consumerGroup, State state) {

  /** The life of a version. */
  enum State {
    /** It is being made, and nobody sees it. */
    BUILDING,
    /** It answers queries. */
    LIVE,
    /** Another has taken its place. */
    RETIRED
  }
}
