package io.eventbus.observe;

import io.eventbus.event.Arguments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a bus is, as of a moment ago. Immutable.
 *
 * @param problems what is wrong, the worst first; none if all is well
 * @param producerConnected whether there is a producer that has not been turned away, and a broker
 *     answers; {@code false} for a bus that is switched off or closed
 * @param groups the groups of the consumers that were started and not closed, by name, with the
 *     state of each: the name of a {@code ConsumerState}; of several consumers of one group it is
 *     {@code RUNNING} if any of them is
 */
public record EventBusHealth(
    List<HealthProblem> problems, boolean producerConnected, Map<String, String> groups) {

  /** Copies the list, with the worst first, and the map. */
  public EventBusHealth {
    problems =
        Arguments.requirePresent(problems, "problems").stream()
            .sorted((one, other) -> other.status().compareTo(one.status()))
            .toList();
    groups = Map.copyOf(Arguments.requirePresent(groups, "groups"));
  }

  /** The worst that any problem makes of it; {@link HealthStatus#UP} without any. */
  public HealthStatus status() {
    return problems.isEmpty() ? HealthStatus.UP : problems.get(0).status();
  }

  /** In one line, for logs. */
  @Override
  public String toString() {
    return status()
        + (producerConnected ? ", producer connected" : ", producer not connected")
        + ", groups "
        + new TreeMap<>(groups)
        + problems.stream().map(problem -> "; " + problem).collect(Collectors.joining());
  }
}
