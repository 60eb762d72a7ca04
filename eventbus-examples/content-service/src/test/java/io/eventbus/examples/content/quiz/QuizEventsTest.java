package io.eventbus.examples.content.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.content.Golden;
import io.eventbus.publish.PublishOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuizEventsTest {

  private static final UUID QUIZ = UUID.fromString("7a0e6f52-2222-4c8e-9a51-0d7c1b2e3f40");
  private static final UUID STUDENT = UUID.fromString("5b1c0000-1111-4c8e-9a51-0d7c1b2e3f40");

  @Test
  void aSubmissionIsWrittenInVersion2() {
    var answers = new LinkedHashMap<UUID, String>();
    answers.put(UUID.fromString("7a0e6f52-4444-4c8e-9a51-0d7c1b2e3f40"), "3/4");
    answers.put(UUID.fromString("7a0e6f52-3333-4c8e-9a51-0d7c1b2e3f40"), "zwölf");

    var written =
        Golden.of(
            new QuizSubmission(QUIZ, STUDENT, answers),
            PublishOptions.defaults().withHeader("channel", "web"));

    assertThat(written).isEqualTo(Golden.read("quiz-submission-v2.golden"));
  }

  @Test
  void knowledgeIsOnTheWireAsItAlwaysWas() {
    var written =
        Golden.of(
            new Knowledge(QUIZ, 4, 3, 75).updatedOf(STUDENT),
            PublishOptions.defaults()
                .withCorrelationId("018f4d2c-0000-7000-8000-00000000000a")
                .withCausationId("018f4d2c-0000-7000-8000-00000000000b"));

    assertThat(written).isEqualTo(Golden.read("student-knowledge-updated.golden"));
  }

  @Test
  void aSubmissionKeepsTheAnswersThatItWasMadeWith() {
    var answers = new LinkedHashMap<>(Map.of(QUIZ, "3/4"));
    var submission = new QuizSubmission(QUIZ, STUDENT, answers);

    answers.clear();

    assertThat(submission.answers()).containsEntry(QUIZ, "3/4");
  }
}
