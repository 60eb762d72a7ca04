package io.eventbus.consume;

/**
 * What a consumer has done since it was started. Immutable.
 *
 * @param handled events whose handler returned
 * @param retried failed attempts that were followed by another
 * @param skipped events of unknown types that were ignored
 * @param deadLettered events written to the dead-letter topic and acknowledged
 */
public record ConsumerStatistics(long handled, long retried, long skipped, long deadLettered) {}
