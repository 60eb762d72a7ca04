package io.eventbus.examples.content.catalog;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of content. */
@Repository
class ContentRepository {

  private final JdbcClient jdbc;

  ContentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores what is new.
   *
   * @throws org.springframework.dao.DuplicateKeyException if there is something of this id
   * @throws org.springframework.dao.DataIntegrityViolationException if what it is part of is gone
   */
  void insert(Content content) {
    jdbc.sql(
            """
            insert into content (id, type, title, summary, parent_id, answer, revision)
            values (:id, :type, :title, :summary, :parentId, :answer, :revision)
            """)
        .param("id", content.id())
        .param("type", content.type().name())
        .param("title", content.title())
        .param("summary", content.summary())
        .param("parentId", content.parentId())
        .param("answer", content.answer())
        .param("revision", content.revision())
        .update();
  }

  /** Changes what there is, and gives it as it is now; empty if there is nothing. */
  Optional<Content> update(Content content) {
    int updated =
        jdbc.sql(
                """
                update content set title = :title, summary = :summary, parent_id = :parentId,
                  answer = :answer, revision = revision + 1
                where id = :id and type = :type
                """)
            .param("id", content.id())
            .param("type", content.type().name())
            .param("title", content.title())
            .param("summary", content.summary())
            .param("parentId", content.parentId())
            .param("answer", content.answer())
            .update();
    return updated == 0 ? Optional.empty() : find(content.type(), content.id());
  }

  Optional<Content> find(ContentType type, UUID id) {
    return jdbc.sql("select * from content where id = :id and type = :type")
        .param("id", id)
        .param("type", type.name())
        .query(Content.class)
        .optional();
  }

  /**
   * As above, and nobody else changes it until the transaction ends: who waited for another sees
   * what that one has left.
   */
  Optional<Content> lock(ContentType type, UUID id) {
    return jdbc.sql("select * from content where id = :id and type = :type for update")
        .param("id", id)
        .param("type", type.name())
        .query(Content.class)
        .optional();
  }

  /**
   * Deletes the content, and says whether it was this call that did.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException if others are part of it
   */
  boolean delete(UUID id) {
    return jdbc.sql("delete from content where id = :id").param("id", id).update() == 1;
  }
}
