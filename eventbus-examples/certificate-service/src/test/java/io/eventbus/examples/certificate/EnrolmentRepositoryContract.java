package io.eventbus.examples.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the repository promises on each database. */
abstract class EnrolmentRepositoryContract {

  private static final Certificate CERTIFICATE =
      new Certificate(
          "c-1",
          Instant.parse("2026-11-21T10:15:30.123456Z"),
          Instant.parse("2028-11-21T10:15:30.999999999Z"));

  private HikariDataSource database;
  private EnrolmentRepository enrolments;

  abstract CertificateSettings.Database settings();

  @BeforeEach
  void open() throws SQLException {
    database = CertificateDatabase.open(settings());
    enrolments = new EnrolmentRepository(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void findsLearnersAndTheirEnrolments() throws SQLException {
    assertThat(enrolments.learner("user-1"))
        .contains(new Learner("user-1", "learner-1", "Žofie", "Nováková"));
    assertThat(enrolments.learner("user-9")).isEmpty();
    assertThat(enrolments.enrolment("user-2", "course-1"))
        .contains(new Enrolment("course-1", "Algebra", "inProgress", null));
    assertThat(enrolments.enrolment("user-1", "course-9")).isEmpty();
  }

  @Test
  void certifiesACompletedEnrolmentOnce() throws SQLException {
    try (var connection = database.getConnection()) {
      assertThat(enrolments.certify(connection, "user-1", "course-1", CERTIFICATE)).isTrue();
      assertThat(enrolments.certify(connection, "user-1", "course-1", CERTIFICATE)).isFalse();
      assertThat(enrolments.certify(connection, "user-2", "course-1", CERTIFICATE)).isFalse();
    }

    assertThat(enrolments.enrolment("user-1", "course-1"))
        .contains(new Enrolment("course-1", "Algebra", "viewCertificate", CERTIFICATE));
  }

  @Test
  void opensADatabaseThatHasItsTablesAndLearnersAlready() throws SQLException {
    try (var again = CertificateDatabase.open(settings())) {
      assertThat(new EnrolmentRepository(again).learner("user-2")).isPresent();
    }
  }
}
