package io.eventbus.examples.content.quiz;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what students know. */
@Repository
class KnowledgeRepository {

  private static final String SELECT =
      """
      select concept_id, answered, correct, 100 * correct / answered as level
      from knowledge where student_id = :studentId
      """;

  private final JdbcClient jdbc;

  KnowledgeRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds answers to what is known, and gives it as it is now. Belongs into a transaction. */
  Knowledge add(UUID studentId, UUID conceptId, int answered, int correct) {
    jdbc.sql(
            """
            insert into knowledge (student_id, concept_id, answered, correct)
            values (:studentId, :conceptId, 0, 0) on conflict do nothing
            """)
        .param("studentId", studentId)
        .param("conceptId", conceptId)
        .update();
    jdbc.sql(
            """
            update knowledge set answered = answered + :answered, correct = correct + :correct
            where student_id = :studentId and concept_id = :conceptId
            """)
        .param("studentId", studentId)
        .param("conceptId", conceptId)
        .param("answered", answered)
        .param("correct", correct)
        .update();
    return jdbc.sql(SELECT + " and concept_id = :conceptId")
        .param("studentId", studentId)
        .param("conceptId", conceptId)
        .query(Knowledge.class)
        .single();
  }

  List<Knowledge> of(UUID studentId) {
    return jdbc.sql(SELECT + " order by concept_id")
        .param("studentId", studentId)
        .query(Knowledge.class)
        .list();
  }
}
