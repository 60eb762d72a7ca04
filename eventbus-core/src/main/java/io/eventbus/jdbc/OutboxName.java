package io.eventbus.jdbc;

import io.eventbus.event.Arguments;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of the outboxes of a schema: the one without a name, or one whose tables end with it. */
final class OutboxName {

  static final OutboxName NONE = new OutboxName("");

  private static final Pattern LEGAL = Pattern.compile("[a-z0-9]{1,20}");

  /** Names of tables and indexes of the outbox without a name. */
  private static final Set<String> TAKEN = Set.of("held", "lease", "pkey");

  private static final String TABLE = "eventbus_outbox";

  private final String table;

  private OutboxName(String suffix) {
    this.table = TABLE + suffix;
  }

  /**
   * A name.
   *
   * @throws IllegalArgumentException if it is not made of 1 to 20 letters a to z and digits, or is
   *     "held", "lease" or "pkey"
   */
  static OutboxName of(String name) {
    if (!LEGAL.matcher(Arguments.requirePresent(name, "name")).matches() || TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "name must be 1 to 20 letters a to z and digits, and none of " + TAKEN + ": " + name);
    }
    return new OutboxName("_" + name);
  }

  /** A text of SQL that was written for the outbox without a name, for this one. */
  String in(String sql) {
    return sql.replace(TABLE, table);
  }

  @Override
  public String toString() {
    return table;
  }
}
