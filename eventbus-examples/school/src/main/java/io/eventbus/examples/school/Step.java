package io.eventbus.examples.school;

/**
 * One step of a scenario.
 *
 * @param name what the table calls it, in some 45 characters
 * @param action what is done and seen in it
 */
record Step(String name, Action action) {

  /** Does a step and tells in some 50 characters what was seen; throws if it does not hold. */
  @FunctionalInterface
  interface Action {
    String perform() throws Exception;
  }
}
