package io.eventbus.deadletter;

/**
 * How dead letters are kept; by default their topic is made when the first one comes. Immutable.
 *
 * @param createTopics whether a missing topic is made, with as many partitions as the topic that
 *     the events come from and the broker's replication. Where it is not, and the broker makes none
 *     by itself, the partition waits until somebody has made it
 */
public record DeadLetterOptions(boolean createTopics) {

  private static final DeadLetterOptions DEFAULTS = new DeadLetterOptions(true);

  /** The defaults named above. */
  public static DeadLetterOptions defaults() {
    return DEFAULTS;
  }

  /** The same options, with or without making topics. */
  public DeadLetterOptions withCreateTopics(boolean createTopics) {
    return new DeadLetterOptions(createTopics);
  }
}
