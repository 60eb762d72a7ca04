package io.eventbus.benchmarks.contender;

import java.time.Duration;

/**
 * What is to be consumed. Immutable.
 *
 * @param servers where the broker is
 * @param topic read from its beginning
 * @param group a consumer group that is used once
 * @param concurrency how many handlers may run at once, where the contender can run several
 */
public record ConsumeRequest(String servers, String topic, String group, int concurrency) {

  /** How often an event is tried. */
  static final int ATTEMPTS = 3;

  /** How long a failed event waits for its next attempt. */
  static final Duration RETRY_WAIT = Duration.ofSeconds(1);
}
