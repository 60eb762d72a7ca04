package io.eventbus.cli.cluster;

import org.jspecify.annotations.Nullable;

/**
 * How far a group is in one partition. Immutable.
 *
 * @param committed its saved position, {@code null} if it has none
 * @param lag how many events are between that, or the partition's begin, and its end
 * @param member who reads it, {@code null} if nobody does
 */
record PartitionLag(
    String topic,
    int partition,
    @Nullable Long committed,
    long end,
    long lag,
    @Nullable String member) {}
