package io.eventbus.examples.school;

import io.eventbus.examples.school.SchoolClient.Answer;

/** What steps expect; throws an {@link AssertionError} where it is not so. */
final class Checks {

  private Checks() {}

  static void expectStatus(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError("status " + status + " expected, but was " + answer);
    }
  }

  static void expect(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(expected + " expected, but was " + actual);
    }
  }
}
