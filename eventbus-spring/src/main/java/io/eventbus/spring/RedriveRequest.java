package io.eventbus.spring;

import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.LetterId;
import io.eventbus.deadletter.Redrive;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.deadletter.RedrivePlan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to be sent back.
 *
 * @param filter which letters
 * @param dryRun whether only to tell what would be sent
 */
record RedriveRequest(DeadLetterFilter filter, boolean dryRun) {

  /**
   * Reads one.
   *
   * @param letters the places of letters with commas between them, {@code null} for all
   * @throws IllegalArgumentException if something of it cannot be read, with what to write
   */
  static RedriveRequest of(@Nullable String letters, @Nullable String dryRun) {
    if (dryRun != null && !dryRun.matches("true|false")) {
      throw new IllegalArgumentException("dryRun is '" + dryRun + "': write true or false");
    }
    var filter =
        letters == null
            ? DeadLetterFilter.all()
            : DeadLetterFilter.all()
                .withIds(
                    Arrays.stream(letters.split(",", -1))
                        .map(String::strip)
                        .map(LetterId::parse)
                        .toList());
    return new RedriveRequest(filter, Boolean.parseBoolean(dryRun));
  }

  /** Whether single letters are named. */
  boolean namesLetters() {
    return filter.ids() != null;
  }

  /** What would be sent at this moment. */
  RedrivePlan plan(DeadLetters letters) {
    return redrive(letters, "nobody").plan();
  }

  /** Sends them back once it is run. */
  Redrive redrive(DeadLetters letters, String by) {
    return letters.redrive(filter, RedriveOptions.defaults(by));
  }
}
