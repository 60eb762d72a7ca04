package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expectStatus;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.Map;
import java.util.UUID;

/** What a visitor does with quizzes: all hand in the same one, which the first of them makes. */
final class ContentVisit {

  private final Visitor visitor;
  private String quiz = "";
  private String question = "";

  ContentVisit(Visitor visitor) {
    this.visitor = visitor;
  }

  synchronized String submitQuiz() throws Exception {
    if (quiz.isEmpty()) {
      makeQuiz();
    }
    var submission =
        Map.of(
            "submissionId", UUID.randomUUID().toString(),
            "studentId", UUID.randomUUID().toString(),
            "answers", Map.of(question, "3/4"));
    expectStatus(202, post("/api/v1/quizzes/" + quiz + "/submissions", submission));
    return visitor.somebody().fullName()
        + " has handed in a quiz. The content service marks it and tells what is known now.";
  }

  private void makeQuiz() throws Exception {
    var concept = create("concepts", Map.of("title", "Fractions"));
    var made = create("quizzes", Map.of("title", "Adding fractions", "parentId", concept));
    question =
        create("questions", Map.of("title", "1/2 + 1/4?", "parentId", made, "answer", "3/4"));
    quiz = made;
  }

  private String create(String contents, Map<String, String> body) throws Exception {
    var answer = post("/api/v1/" + contents, body);
    expectStatus(201, answer);
    return answer.text("id");
  }

  private Answer post(String path, Object body) throws Exception {
    return visitor.client().post(SchoolService.CONTENT, path, body);
  }
}
