package io.eventbus.deadletter;

/**
 * How far a redrive has come. Immutable.
 *
 * @param sent how many letters were sent
 * @param failed how many Kafka has refused
 * @param total how many there are to be sent in all
 */
public record RedriveProgress(long sent, long failed, long total) {}
