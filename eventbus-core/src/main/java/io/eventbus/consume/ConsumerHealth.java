package io.eventbus.consume;

import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a consumer, as told by how things stand with it. A pause is not wrong, since
 * somebody has asked for it. Immutable.
 *
 * @param since since when it is in its state
 * @param failure why it stopped
 * @param longestAt where the handler is that has been running longest, blank if that is not known
 */
record ConsumerHealth(
    String group,
    ConsumerStatus status,
    Instant since,
    @Nullable Throwable failure,
    String longestAt) {

  /** What is wrong at this time. */
  List<HealthProblem> problems(HealthOptions options, boolean brokerAnswers, Instant now) {
    var problems = new ArrayList<HealthProblem>();
    ofState(options, brokerAnswers, now).ifPresent(problems::add);
    ofPolling(options, now).ifPresent(problems::add);
    ofHandlers(options, now).ifPresent(problems::add);
    waitingForDeadLetters().ifPresent(problems::add);
    inOutage().ifPresent(problems::add);
    return problems;
  }

  private Optional<HealthProblem> ofState(
      HealthOptions options, boolean brokerAnswers, Instant now) {
    return switch (status.state()) {
      case FAILED ->
          Optional.of(
              problem(HealthStatus.DOWN, "has ended for good" + reason() + "; start another")
                  .withSince(since));
      case RESTARTING ->
          Optional.of(
              problem(HealthStatus.DEGRADED, "was stopped and begins anew" + reason())
                  .withSince(since));
      case STARTING ->
          brokerAnswers && longer(Duration.between(since, now), options.pollTimeout())
              ? Optional.of(
                  problem(
                          HealthStatus.DEGRADED,
                          "a broker answers, but the group has not let it in for "
                              + rounded(Duration.between(since, now))
                              + ": may this client read its topics and join this group?")
                      .withSince(since))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private String reason() {
    return failure == null ? "" : ": " + failure;
  }

  private Optional<HealthProblem> ofPolling(HealthOptions options, Instant now) {
    boolean polls =
        status.state() == ConsumerState.RUNNING || status.state() == ConsumerState.STARTING;
    var silence = status.sinceLastPoll();
    return polls && longer(silence, options.pollTimeout())
        ? Optional.of(
            problem(HealthStatus.DEGRADED, "its poll loop has been silent for " + rounded(silence))
                .withSince(now.minus(silence)))
        : Optional.empty();
  }

  private Optional<HealthProblem> ofHandlers(HealthOptions options, Instant now) {
    return status
        .longestRun()
        .filter(run -> longer(run, options.handlerTimeout()))
        .map(
            run ->
                problem(
                        HealthStatus.DEGRADED,
                        "a handler has been running for "
                            + rounded(run)
                            + longestAt
                            + ": is it stuck? A thread dump tells where")
                    .withSince(now.minus(run)));
  }

  private Optional<HealthProblem> waitingForDeadLetters() {
    return names(PartitionStatus::waitsForDeadLetters)
        .map(
            names ->
                problem(
                    HealthStatus.DEGRADED,
                    names
                        + " for the dead-letter topic, which cannot be written: make it, or let this"
                        + " client do so; the log tells more"));
  }

  private Optional<HealthProblem> inOutage() {
    var first =
        status.partitions().stream()
            .flatMap(partition -> partition.outageSince().stream())
            .min(Comparator.naturalOrder());
    return names(partition -> partition.outageSince().isPresent())
        .map(
            names ->
                problem(
                    HealthStatus.DEGRADED,
                    names + " for something that its handlers need and that is away"))
        .map(problem -> first.map(problem::withSince).orElse(problem));
  }

  /** "partition t-0 waits", or that several wait; empty if none does. */
  private Optional<String> names(Predicate<PartitionStatus> which) {
    var names =
        status.partitions().stream()
            .filter(which)
            .map(partition -> partition.topic() + "-" + partition.partition())
            .toList();
    return switch (names.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("partition " + names.get(0) + " waits");
      default -> Optional.of("partitions " + HealthProblem.someOf(names) + " wait");
    };
  }

  private HealthProblem problem(HealthStatus status, String message) {
    return new HealthProblem("consumer " + group, status, message, Optional.empty());
  }

  private static boolean longer(Duration time, Duration bound) {
    return time.compareTo(bound) > 0;
  }

  private static Duration rounded(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) < 0 ? time : time.truncatedTo(ChronoUnit.SECONDS);
  }
}
