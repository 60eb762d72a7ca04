package io.eventbus.examples.course.learning;

import io.eventbus.examples.course.learning.Progress.OfStudent;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Puts together what is known of a course's students. */
@Repository
class ProgressRepository {

  private final JdbcClient jdbc;

  ProgressRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Progress of(UUID courseId) {
    var assessments =
        jdbc.sql(
                """
                select count(*) as number, coalesce(sum(max_score), 0) as max_score
                from assessments where course_id = :courseId
                """)
            .param("courseId", courseId)
            .query(Assessments.class)
            .single();
    return new Progress(courseId, assessments.number(), assessments.maxScore(), students(courseId));
  }

  private List<OfStudent> students(UUID courseId) {
    return jdbc.sql(
            """
            select e.student_id, u.full_name, count(s.submitted_at) as submitted,
              count(s.graded_at) as graded, coalesce(sum(s.score), 0) as score
            from enrolments e
            left join users u on u.id = e.student_id
            left join submissions s on s.course_id = e.course_id and s.student_id = e.student_id
            where e.course_id = :courseId
            group by e.student_id, u.full_name
            order by e.student_id
            """)
        .param("courseId", courseId)
        .query(OfStudent.class)
        .list();
  }

  /** All assessments of a course. */
  private record Assessments(int number, int maxScore) {}
}
