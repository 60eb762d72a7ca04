package io.eventbus.publish;

import io.eventbus.observe.HealthProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is wrong with a publisher, as told by what waits in it. */
final class PublisherHealth {

  private static final String PART = "publisher";

  /** A first event of a topic always waits a moment for its metadata. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final double NEARLY = 0.8;

  private PublisherHealth() {}

  static List<HealthProblem> problems(
      WaitingBuffer.Waiting waiting, PublisherOptions options, long nowNanos) {
    if (waiting.events() == 0) {
      return List.of();
    }
    var oldest = options.maxWait().minusNanos(waiting.deadlineNanos() - nowNanos);
    double share =
        Math.max(
            (double) waiting.events() / options.maxWaitingEvents(),
            (double) waiting.bytes() / options.maxWaitingBytes());
    if (oldest.compareTo(MOMENT) < 0 && share < NEARLY) {
      return List.of();
    }
    var message =
        "events wait to be sent: "
            + waiting.events()
            + ", the oldest for "
            + oldest.truncatedTo(ChronoUnit.SECONDS)
            + " of at most "
            + options.maxWait()
            + ", to topics "
            + HealthProblem.someOf(waiting.topics())
            + ": is a broker there, and do the topics exist?"
            + (share < NEARLY
                ? ""
                : " The room for them is used to "
                    + Math.round(100 * share)
                    + " %: then events are rejected");
    return List.of(HealthProblem.degraded(PART, message).withSince(Instant.now().minus(oldest)));
  }
}
