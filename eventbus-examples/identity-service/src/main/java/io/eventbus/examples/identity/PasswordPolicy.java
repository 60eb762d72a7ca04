package io.eventbus.examples.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a password must have: 12 to 128 characters, among them an upper-case letter, a lower-case
 * letter and a digit.
 */
final class PasswordPolicy {

  private static final int MIN_LENGTH = 12;

  /** A bound for the work of hashing, not for the strength. */
  private static final int MAX_LENGTH = 128;

  private PasswordPolicy() {}

  /** What this password lacks; empty if it is good. */
  static List<String> missing(String password) {
    var missing = new ArrayList<String>();
    if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
      missing.add("a length of " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    require(password, Character::isUpperCase, "an upper-case letter", missing);
    require(password, Character::isLowerCase, "a lower-case letter", missing);
    require(password, Character::isDigit, "a digit", missing);
    return missing;
  }

  private static void require(
      String password, IntPredicate kind, String description, List<String> missing) {
    if (password.codePoints().noneMatch(kind)) {
      missing.add(description);
    }
  }
}
