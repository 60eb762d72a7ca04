package io.eventbus.examples.course.courses;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of enrolments, one row for each student of a course. */
@Repository
class EnrolmentRepository {

  private final JdbcClient jdbc;

  EnrolmentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores an enrolment unless the student has one, and says whether it was this call that did. */
  boolean insert(Enrolment enrolment) {
    return jdbc.sql(
                """
                insert into enrolments (id, course_id, student_id)
                values (:id, :courseId, :studentId)
                on conflict do nothing
                """)
            .paramSource(enrolment)
            .update()
        == 1;
  }

  Enrolment of(UUID courseId, UUID studentId) {
    return jdbc.sql(
            "select * from enrolments where course_id = :courseId and student_id = :studentId")
        .param("courseId", courseId)
        .param("studentId", studentId)
        .query(Enrolment.class)
        .single();
  }
}
