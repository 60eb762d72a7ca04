package io.eventbus.consume;

/** The life of an {@link EventConsumer}. */
public enum ConsumerState {
  /** Started, but the group has not given it partitions yet. */
  STARTING,
  /** It has taken part in the group and reads its partitions. */
  RUNNING,
  /** It finishes what is in the handlers and takes no more. */
  CLOSING,
  /** Closed as asked. */
  CLOSED,
  /** Ended by an error that it cannot mend; see {@link EventConsumer#failure()}. */
  FAILED
}
