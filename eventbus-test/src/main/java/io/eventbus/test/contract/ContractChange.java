package io.eventbus.test.contract;

/**
 * One difference between the stored contract and that of today. Immutable.
 *
 * @param path where, as a JSON pointer into the body, for example {@code /teacher/email}; {@code *}
 *     stands for each element or value
 * @param description what differs and for whom it matters
 * @param kept what still holds in spite of it
 */
public record ContractChange(String path, String description, Compatibility kept) {

  @Override
  public String toString() {
    return path + ": " + description + " (" + kept + ")";
  }
}
