package io.eventbus.observe;

import io.eventbus.event.Arguments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with a bus. Immutable.
 *
 * @param part what it is wrong with: "broker", "publisher", "consumer identity-service", "relay of
 *     eventbus_outbox", "bus"
 * @param status what it makes of the whole
 * @param message what is wrong and, where that can be told, what to do; never an event's body
 * @param since when it began, or was first seen; empty where nobody has noted it
 */
public record HealthProblem(
    String part, HealthStatus status, String message, Optional<Instant> since) {

  private static final int NAMES = 3;

  /** Checks the arguments. */
  public HealthProblem {
    Arguments.requireText(part, "part");
    Arguments.requirePresent(status, "status");
    Arguments.requireText(message, "message");
    Arguments.requirePresent(since, "since");
  }

  /** One that somebody should look at. */
  public static HealthProblem degraded(String part, String message) {
    return new HealthProblem(part, HealthStatus.DEGRADED, message, Optional.empty());
  }

  /** One that keeps the bus from its work. */
  public static HealthProblem down(String part, String message) {
    return new HealthProblem(part, HealthStatus.DOWN, message, Optional.empty());
  }

  /** The same problem with the time when it began. */
  public HealthProblem withSince(Instant since) {
    return new HealthProblem(
        part, status, message, Optional.of(Arguments.requirePresent(since, "since")));
  }

  /** The first three of these names and how many more there are, for a message. */
  public static String someOf(List<String> names) {
    int more = Arguments.requirePresent(names, "names").size() - NAMES;
    var first = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** In one line. */
  @Override
  public String toString() {
    return status
        + " "
        + part
        + ": "
        + message
        + since.map(time -> " (since " + time + ")").orElse("");
  }
}
