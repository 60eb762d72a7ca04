package io.eventbus.examples.course.learning;

import io.eventbus.examples.course.events.AssessmentCreated;
import io.eventbus.examples.course.events.GradingCompleted;
import io.eventbus.examples.course.events.SubmissionCompleted;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables of assessments and of submissions. A grading may be heard of before the submission: it
 * makes the row, and the submission fills in what is missing.
 */
@Repository
class SubmissionRepository {

  private final JdbcClient jdbc;

  SubmissionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addAssessment(AssessmentCreated assessment) {
    jdbc.sql(
            """
            insert into assessments (id, course_id, title, max_score)
            values (:id, :courseId, :title, :maxScore)
            on conflict do nothing
            """)
        .param("id", assessment.assessmentId())
        .param("courseId", assessment.courseId())
        .param("title", assessment.title())
        .param("maxScore", assessment.maxScore())
        .update();
  }

  void submitted(SubmissionCompleted event) {
    add(event.submissionId(), event.assessmentId(), event.courseId(), event.studentId());
    jdbc.sql("update submissions set submitted_at = :submittedAt where id = :id")
        .param("id", event.submissionId())
        .param("submittedAt", event.submittedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The latest grading counts. */
  void graded(GradingCompleted event) {
    add(event.submissionId(), event.assessmentId(), event.courseId(), event.studentId());
    jdbc.sql(
            """
            update submissions set score = :score, graded_at = :gradedAt
            where id = :id and (graded_at is null or graded_at < :gradedAt)
            """)
        .param("id", event.submissionId())
        .param("score", event.score())
        .param("gradedAt", event.gradedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  private void add(UUID id, UUID assessmentId, UUID courseId, UUID studentId) {
    jdbc.sql(
            """
            insert into submissions (id, assessment_id, course_id, student_id)
            values (:id, :assessmentId, :courseId, :studentId)
            on conflict do nothing
            """)
        .param("id", id)
        .param("assessmentId", assessmentId)
        .param("courseId", courseId)
        .param("studentId", studentId)
        .update();
  }
}
