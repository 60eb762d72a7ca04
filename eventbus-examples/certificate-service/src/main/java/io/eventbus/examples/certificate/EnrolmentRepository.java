package io.eventbus.examples.certificate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of learners, courses and enrolments, by plain JDBC. */
final class EnrolmentRepository {

  private final DataSource dataSource;

  EnrolmentRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  Optional<Learner> learner(String userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                "select learner_id, first_name, last_name from learners where user_id = ?")) {
      query.setString(1, userId);
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Learner(userId, row.getString(1), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  Optional<Enrolment> enrolment(String userId, String courseId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                """
                select c.course_name, e.status, e.certificate_id, e.issuance_date, e.expiration_date
                from enrolments e join courses c on c.course_id = e.course_id
                where e.user_id = ? and e.course_id = ?
                """)) {
      query.setString(1, userId);
      query.setString(2, courseId);
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Enrolment(courseId, row.getString(1), row.getString(2), certificate(row)))
            : Optional.empty();
      }
    }
  }

  /**
   * Gives a completed enrolment its certificate, as a part of the connection's transaction, and
   * says whether it was this call that did: of several at once only the first finds it without.
   */
  boolean certify(Connection connection, String userId, String courseId, Certificate certificate)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            """
            update enrolments
            set status = ?, certificate_id = ?, issuance_date = ?, expiration_date = ?
            where user_id = ? and course_id = ? and status = ?
            """)) {
      update.setString(1, Enrolment.VIEW_CERTIFICATE);
      update.setString(2, certificate.certificateId());
      update.setObject(3, certificate.issuanceDate().atOffset(ZoneOffset.UTC));
      update.setObject(4, certificate.expirationDate().atOffset(ZoneOffset.UTC));
      update.setString(5, userId);
      update.setString(6, courseId);
      update.setString(7, Enrolment.COMPLETED);
      return update.executeUpdate() == 1;
    }
  }

  private static @Nullable Certificate certificate(ResultSet row) throws SQLException {
    var id = row.getString(3);
    return id == null ? null : new Certificate(id, time(row, 4), time(row, 5));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
