package io.eventbus.examples.course.courses;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of the contents of modules. There is a row as soon as a module names the content or
 * transcoding has ended, whichever is first. Whoever comes second waits until the other's
 * transaction has ended, so that neither misses the other: hence both hold the row, and hold it
 * before any course, or they would wait for each other.
 */
@Repository
public class ContentRepository {

  private final JdbcClient jdbc;

  ContentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Notes that a content is waited for, unless more is known of it, and holds its row until the
   * transaction ends. Belongs into a transaction, before a course is held.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void expect(UUID contentId) {
    jdbc.sql(
            """
            insert into contents (id, state) values (:id, 'PENDING')
            on conflict do nothing
            """)
        .param("id", contentId)
        .update();
    jdbc.sql("select id from contents where id = :id for update")
        .param("id", contentId)
        .query(UUID.class)
        .single();
  }

  /**
   * Notes how transcoding ended, unless something later is known, and holds the row as {@link
   * #expect} does.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void complete(UUID contentId, ContentState state, Instant completedAt) {
    expect(contentId);
    jdbc.sql(
            """
            update contents set state = :state, completed_at = :completedAt
            where id = :id and (completed_at is null or completed_at < :completedAt)
            """)
        .param("id", contentId)
        .param("state", state.name())
        .param("completedAt", completedAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The courses with a module that has this content. */
  public List<UUID> coursesWith(UUID contentId) {
    return jdbc.sql(
            """
            select distinct course_id from modules where content_id = :id order by course_id
            """)
        .param("id", contentId)
        .query(UUID.class)
        .list();
  }

  /** How things stand with all contents of a course together: the worst of them. */
  public ContentState of(UUID courseId) {
    var states =
        jdbc.sql(
                """
                select distinct state from contents
                where id in (select content_id from modules where course_id = :courseId)
                """)
            .param("courseId", courseId)
            .query(String.class)
            .list();
    if (states.contains(ContentState.FAILED.name())) {
      return ContentState.FAILED;
    }
    return states.contains(ContentState.PENDING.name()) ? ContentState.PENDING : ContentState.READY;
  }
}
