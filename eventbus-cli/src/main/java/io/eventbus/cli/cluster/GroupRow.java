package io.eventbus.cli.cluster;

/**
 * A consumer group as it is listed. Immutable.
 *
 * @param lag how many events it has not saved progress over, in all its partitions
 */
record GroupRow(String group, String state, int members, int topics, long lag) {}
