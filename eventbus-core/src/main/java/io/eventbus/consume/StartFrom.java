package io.eventbus.consume;

import io.eventbus.event.Arguments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a group begins in a partition for which it has no saved progress. Progress that the topic's
 * retention has overtaken goes on with the oldest event that is left. Immutable.
 */
public final class StartFrom {

  private static final StartFrom BEGINNING = new StartFrom("beginning", null);
  private static final StartFrom END = new StartFrom("end", null);

  private final String name;
  private final @Nullable Instant time;

  private StartFrom(String name, @Nullable Instant time) {
    this.name = name;
    this.time = time;
  }

  /** With the oldest event that the topic still has. */
  public static StartFrom beginning() {
    return BEGINNING;
  }

  /** With the events that come after the partition was assigned for the first time. */
  public static StartFrom end() {
    return END;
  }

  /**
   * With the first event whose record is of this time or later; with the next one to come if there
   * is none.
   */
  public static StartFrom time(Instant time) {
    Arguments.requirePresent(time, "time");
    return new StartFrom("time " + time, time);
  }

  boolean isBeginning() {
    return this == BEGINNING;
  }

  @Nullable Instant time() {
    return time;
  }

  @Override
  public String toString() {
    return name;
  }
}
