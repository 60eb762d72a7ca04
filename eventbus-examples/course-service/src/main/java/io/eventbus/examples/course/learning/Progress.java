package io.eventbus.examples.course.learning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the students of a course are doing.
 *
 * @param maxScore what can be reached in all assessments together
 */
record Progress(UUID courseId, int assessments, int maxScore, List<OfStudent> students) {

  /**
   * How one of them is doing.
   *
   * @param fullName {@code null} as long as nothing was heard of the user
   */
  record OfStudent(
      UUID studentId, @Nullable String fullName, int submitted, int graded, int score) {}
}
