package io.eventbus.consume;

/** The life of an {@link EventConsumer}. */
public enum ConsumerState {
  /** Started, but the group has not given it partitions yet. */
  STARTING,
  /** It has taken part in the group and reads its partitions. */
  RUNNING,
  /** An error has ended its connection to the group; it begins anew after a wait that grows. */
  RESTARTING,
  /** It finishes what is in the handlers and takes no more. */
  CLOSING,
  /** Closed as asked. */
  CLOSED,
  /** It belongs to a bus that is switched off, and reads nothing. */
  DISABLED,
  /** Ended by a record that it was told not to go past; see {@link EventConsumer#failure()}. */
  FAILED
}
