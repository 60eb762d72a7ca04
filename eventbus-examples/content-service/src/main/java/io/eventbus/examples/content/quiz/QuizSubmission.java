package io.eventbus.examples.content.quiz;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A student has handed in a quiz. Version 1 named its fields otherwise, see {@link
 * SubmissionVersion1}. The id of the event is that of the submission. Keyed by the student.
 *
 * @param answers by question
 */
@EventType(value = QuizSubmission.TYPE, version = 2, topic = "quiz.submission")
record QuizSubmission(UUID quizId, UUID studentId, Map<UUID, String> answers)
    implements IntegrationEvent {

  static final String TYPE = "quiz.submission";

  /** Refuses what lacks a field, so that it becomes a dead letter at once. */
  QuizSubmission {
    Objects.requireNonNull(quizId, "quizId");
    Objects.requireNonNull(studentId, "studentId");
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  @Override
  public String key() {
    return studentId.toString();
  }
}
