package io.eventbus.observe;

/** How things stand with one partition of a consumer, as far as it is measured. */
public interface PartitionReading {

  /** Its topic. */
  String topic();

  /** Its number, counted from 0. */
  int partition();

  /** How many offsets lie between the completed position and the end; -1 if that is not known. */
  long lag();

  /** The offset below which all is done; -1 if nothing was read yet. */
  long position();

  /** The offset that the group has saved; -1 if it has not yet. */
  long committed();

  /** How many events are in flight. */
  int inFlight();

  /** Which share of what may be in flight that is, from 0 to 1. */
  double windowUse();

  /** Whether it was paused on request. */
  boolean paused();
}
