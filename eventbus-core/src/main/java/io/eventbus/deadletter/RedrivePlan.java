package io.eventbus.deadletter;

import java.util.Map;

/**
 * What a redrive would do at this moment. Immutable.
 *
 * @param selected how many letters it would send
 * @param targets how many of them to which topic
 * @param overRounds how many the filter means that have died too often
 * @param withoutOrigin how many it means of which nothing tells where they come from
 * @param ofOtherGroups how many it means that are another group's, on a topic that groups share
 */
public record RedrivePlan(
    long selected,
    Map<String, Long> targets,
    long overRounds,
    long withoutOrigin,
    long ofOtherGroups) {

  /** Copies the targets. */
  public RedrivePlan {
    targets = Map.copyOf(targets);
  }

  /** How many letters stay where they are although the filter means them. */
  public long leftOut() {
    return overRounds + withoutOrigin + ofOtherGroups;
  }
}
