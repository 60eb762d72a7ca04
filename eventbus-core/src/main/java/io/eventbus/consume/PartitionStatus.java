package io.eventbus.consume;

import io.eventbus.observe.PartitionReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How things stand with one partition of a consumer. Immutable.
 *
 * @param topic its topic
 * @param partition counted from 0
 * @param position the offset below which all is done; -1 if nothing was read yet
 * @param lag how many offsets lie between the position and the end of the log: what is in flight or
 *     waits for a retry counts; -1 if the end is not known yet
 * @param committed the offset that the group has saved; -1 if it has not yet
 * @param inFlight how many events lie between the oldest that is not done and the newest read
 * @param windowUse which share of what may be in flight that is, from 0 to 1
 * @param oldestInFlight how long ago the oldest event was read that is not done: it may be in its
 *     handler, wait for a retry, or stand behind another; zero if there is none
 * @param paused whether the topic was paused on request
 * @param outageSince since when the partition waits for something that its handlers need
 * @param waitsForDeadLetters whether a dead letter cannot be written, which holds back the position
 */
public record PartitionStatus(
    String topic,
    int partition,
    long position,
    long lag,
    long committed,
    int inFlight,
    double windowUse,
    Duration oldestInFlight,
    boolean paused,
    Optional<Instant> outageSince,
    boolean waitsForDeadLetters)
    implements PartitionReading {}
