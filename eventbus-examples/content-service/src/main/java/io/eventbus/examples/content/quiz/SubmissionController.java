package io.eventbus.examples.content.quiz;

import io.eventbus.EventBus;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.publish.PublishedEvent;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what students hand in. Nothing is stored here, so there is no transaction that the event
 * could be part of: it goes out directly, and the answer waits until the broker has it.
 */
@RestController
final class SubmissionController {

  private final QuizRepository quizzes;
  private final EventBus bus;
  private final Duration timeout;

  SubmissionController(
      QuizRepository quizzes,
      EventBus bus,
      @Value("${content.submission-timeout}") Duration timeout) {
    this.quizzes = quizzes;
    this.bus = bus;
    this.timeout = timeout;
  }

  /** A submission that the broker has. */
  record Accepted(UUID submissionId) {}

  @PostMapping("/api/v1/quizzes/{quizId}/submissions")
  CompletionStage<ResponseEntity<?>> submit(
      @PathVariable UUID quizId,
      @Valid @RequestBody NewSubmission submission,
      @RequestHeader(name = "X-Channel", defaultValue = "web") String channel) {
    if (quizzes.conceptOf(quizId).isEmpty()) {
      return CompletableFuture.completedFuture(ResponseEntity.notFound().build());
    }
    return bus.publish(
            new QuizSubmission(quizId, submission.studentId(), submission.answers()),
            PublishOptions.defaults()
                .withId(submission.submissionId().toString())
                .withHeader("channel", channel))
        .<ResponseEntity<?>>thenApply(published -> answer(published, submission))
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A bus that is switched off publishes nothing. */
  private ResponseEntity<?> answer(PublishedEvent published, NewSubmission submission) {
    return published.outcome() == PublishOutcome.ACKNOWLEDGED
        ? ResponseEntity.accepted().body(new Accepted(submission.submissionId()))
        : notTaken();
  }

  /** It may have arrived, or still do: the same submission handed in again counts once. */
  @ExceptionHandler({PublishException.class, TimeoutException.class})
  ResponseEntity<ProblemDetail> notTaken() {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Kafka has not taken the submission yet: hand it in again with the same submissionId.");
    return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, "10").build();
  }
}
