package io.eventbus.examples.content.quiz;

import io.eventbus.publish.EventPublisher;
import io.eventbus.spring.OnEvent;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Marks what was handed in. One transaction claims the submission in the inbox, adds to what the
 * student knows, and stores the event about it in the outbox: a submission that comes twice counts
 * once and is told of once. That event names the submission as its cause, without a word here.
 */
@Component
final class SubmissionEvents {

  private static final Logger log = LoggerFactory.getLogger(SubmissionEvents.class);

  private final QuizRepository quizzes;
  private final KnowledgeRepository knowledge;
  private final EventPublisher events;

  SubmissionEvents(QuizRepository quizzes, KnowledgeRepository knowledge, EventPublisher events) {
    this.quizzes = quizzes;
    this.knowledge = knowledge;
    this.events = events;
  }

  @OnEvent(idempotent = true)
  void submitted(QuizSubmission submission) {
    var expected = quizzes.answersOf(submission.quizId());
    if (expected.isEmpty()) {
      log.info("a submission counts for nothing: quiz {} has no questions", submission.quizId());
      return;
    }
    var concept = quizzes.conceptOf(submission.quizId()).orElseThrow();
    var now =
        knowledge.add(
            submission.studentId(),
            concept,
            expected.size(),
            correct(expected, submission.answers()));
    events.publish(now.updatedOf(submission.studentId()));
  }

  private static int correct(Map<UUID, String> expected, Map<UUID, String> given) {
    return (int)
        expected.entrySet().stream()
            .filter(
                question ->
                    question
                        .getValue()
                        .strip()
                        .equalsIgnoreCase(given.getOrDefault(question.getKey(), "").strip()))
            .count();
  }
}
