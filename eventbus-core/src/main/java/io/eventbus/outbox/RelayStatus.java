package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is at. Immutable.
 *
 * @param state what it does
 * @param fence that of its lease, 0 without one
 * @param sent how many events it has sent since it was made, those that were sent again included
 * @param inFlight how many are read and not yet removed
 * @param heldKeys how many keys are held back behind an event that Kafka refuses
 * @param failure why it does not go on at the moment, {@code null} if it does
 */
public record RelayStatus(
    State state, long fence, long sent, int inFlight, int heldKeys, @Nullable Throwable failure) {

  /** What a relay does. */
  public enum State {
    /** It was not started, or is closed. */
    STOPPED,
    /** Another has the lease; this one takes over as soon as it is free. */
    STANDBY,
    /** It has the lease and sends. */
    ACTIVE
  }

  /** Checks the arguments. */
  public RelayStatus {
    Arguments.requirePresent(state, "state");
  }
}
