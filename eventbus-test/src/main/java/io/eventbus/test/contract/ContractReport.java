package io.eventbus.test.contract;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How the contract of an event differs from the stored one. Immutable.
 *
 * @param type the event's logical type and version, for example {@code teacher.created v1}
 * @param changes none if nothing differs
 */
public record ContractReport(String type, List<ContractChange> changes) {

  /** Copies the list. */
  public ContractReport {
    changes = List.copyOf(changes);
  }

  /** What holds with all changes together, {@link Compatibility#FULL} without any. */
  public Compatibility compatibility() {
    return changes.stream()
        .map(ContractChange::kept)
        .reduce(Compatibility.FULL, Compatibility::and);
  }

  @Override
  public String toString() {
    return changes.stream()
        .map(change -> "\n  " + change)
        .collect(Collectors.joining("", type + " is compatible: " + compatibility(), ""));
  }
}
