package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;

/** Thrown by a {@link BatchEventHandler} to say which event of the list failed. */
public final class BatchFailedException extends EventBusException {

  private static final long serialVersionUID = 1L;

  private final int index;

  /**
   * The event at this index failed; those before it are done.
   *
   * @param index its place in the list, counted from 0
   * @param cause why it failed; this is what the retry policy judges
   */
  public BatchFailedException(int index, Throwable cause) {
    super(
        "the event at index " + Arguments.requireAtLeast(index, 0, "index") + " failed",
        Arguments.requirePresent(cause, "cause"));
    this.index = index;
  }

  /** The place of the failed event in the list, counted from 0. */
  public int index() {
    return index;
  }
}
