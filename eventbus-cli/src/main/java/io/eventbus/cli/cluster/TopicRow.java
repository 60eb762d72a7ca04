package io.eventbus.cli.cluster;

/**
 * A topic as it is listed. Immutable.
 *
 * @param events about how many it holds: records that were removed in between still count
 */
record TopicRow(String topic, TopicKind kind, int partitions, int replicas, long events) {}
