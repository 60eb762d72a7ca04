package io.eventbus.examples.content.quiz;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the content says about quizzes. */
@Repository
class QuizRepository {

  private final JdbcClient jdbc;

  QuizRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The concept that a quiz is about; empty if there is no such quiz. */
  Optional<UUID> conceptOf(UUID quizId) {
    return jdbc.sql("select parent_id from content where id = :id and type = 'QUIZ'")
        .param("id", quizId)
        .query(UUID.class)
        .optional();
  }

  /** The expected answers of a quiz by question. */
  Map<UUID, String> answersOf(UUID quizId) {
    var answers = new HashMap<UUID, String>();
    jdbc.sql("select id, answer from content where parent_id = :quizId and type = 'QUESTION'")
        .param("quizId", quizId)
        .query(
            row -> {
              answers.put(row.getObject("id", UUID.class), row.getString("answer"));
            });
    return answers;
  }
}
