package io.eventbus.examples.school;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What another system writes into the database of the certificate service, as it did in the earlier
 * one: who has completed a course.
 */
final class Learners {

  static final String COURSE = "course-1";
  static final String COURSE_NAME = "Algebra";

  private final String database;

  Learners(Service certificates) {
    this.database = certificates.database();
  }

  /** A new learner who has completed {@link #COURSE}, by the user id. */
  String completed(String firstName, String lastName) throws SQLException {
    var userId = "user-" + UUID.randomUUID();
    insert(
        "insert into learners (learner_id, user_id, first_name, last_name) values (?, ?, ?, ?)",
        "learner-" + userId,
        userId,
        firstName,
        lastName);
    insert(
        "insert into enrolments (user_id, course_id, status) values (?, ?, 'completed')",
        userId,
        COURSE);
    return userId;
  }

  private void insert(String sql, String... values) throws SQLException {
    try (var connection = DriverManager.getConnection(database, "sa", "");
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
