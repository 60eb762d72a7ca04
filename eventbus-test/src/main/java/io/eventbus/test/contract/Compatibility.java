package io.eventbus.test.contract;

/** Who can still read what after a change of an event's contract. */
public enum Compatibility {

  /** Old readers read new events, and new readers old ones. */
  FULL(true, true),

  /** New readers read old events: readers are to be updated before writers. */
  BACKWARD(true, false),

  /** Old readers read new events: writers are to be updated before readers. */
  FORWARD(false, true),

  /** Neither: it takes a new version of the event, and an upcaster. */
  NONE(false, false);

  private final boolean backward;
  private final boolean forward;

  Compatibility(boolean backward, boolean forward) {
    this.backward = backward;
    this.forward = forward;
  }

  static Compatibility of(boolean backward, boolean forward) {
    if (backward) {
      return forward ? FULL : BACKWARD;
    }
    return forward ? FORWARD : NONE;
  }

  /** Whether all that the other promises holds here too. */
  public boolean includes(Compatibility other) {
    return (backward || !other.backward) && (forward || !other.forward);
  }

  /** What holds when both of two changes are made. */
  Compatibility and(Compatibility other) {
    return of(backward && other.backward, forward && other.forward);
  }
}
