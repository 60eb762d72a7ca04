package io.eventbus.test.memory;

import java.util.ArrayList;
import java.util.List;

/** What the groups that have members are still to do. Used under the lock of the broker. */
final class Idleness {

  private final MemoryBroker broker;

  Idleness(MemoryBroker broker) {
    this.broker = broker;
  }

  boolean idle() {
    return broker.groups().stream().allMatch(group -> undone(group).isEmpty());
  }

  /** What is not done yet, in words. */
  List<String> undone() {
    return broker.groups().stream().flatMap(group -> undone(group).stream()).toList();
  }

  private List<String> undone(MemoryGroup group) {
    if (!group.settled()) {
      return List.of("group " + group.name() + " shares its partitions");
    }
    var undone = new ArrayList<String>();
    for (var member : group.members()) {
      for (var partition : member.owned()) {
        var log = broker.log(partition);
        var saved = group.committed().get(partition);
        long done = saved == null ? 0 : saved.offset();
        if (log != null && done < log.stableEnd()) {
          undone.add(
              "group %s has done %s up to offset %d of %d"
                  .formatted(group.name(), partition, done, log.stableEnd()));
        }
      }
    }
    return undone;
  }
}
