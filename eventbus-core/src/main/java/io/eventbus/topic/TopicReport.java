package io.eventbus.topic;

import java.util.List;

/**
 * What a set-up of topics has done and found. Immutable.
 *
 * @param created topics that were missing and are there now
 * @param differences where a topic that was there is not as wanted; it was left alone
 */
public record TopicReport(List<String> created, List<Difference> differences) {

  /** Copies the lists. */
  public TopicReport {
    created = List.copyOf(created);
    differences = List.copyOf(differences);
  }

  /**
   * One setting of one topic that is not as wanted.
   *
   * @param topic which topic
   * @param setting {@code partitions}, {@code replication} or {@code retention.ms}
   * @param wanted its value in the specification
   * @param actual its value on the broker
   */
  public record Difference(String topic, String setting, long wanted, long actual) {}
}
