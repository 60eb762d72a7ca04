package io.eventbus.examples.content.history;

import io.eventbus.examples.content.catalog.ContentChanged;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what has happened. */
@Repository
class HistoryRepository {

  private final JdbcClient jdbc;

  HistoryRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(ContentChanged event, Instant time) {
    jdbc.sql(
            """
            insert into history (content_id, content_type, action, title, revision, changed_at)
            values (:contentId, :contentType, :action, :title, :revision, :changedAt)
            """)
        .param("contentId", event.contentId())
        .param("contentType", event.contentType())
        .param("action", event.action())
        .param("title", event.title())
        .param("revision", event.revision())
        .param("changedAt", time.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Of one content, by revision. */
  List<HistoryEntry> of(UUID contentId) {
    return jdbc.sql(
            """
            select revision, content_type, action, title, changed_at from history
            where content_id = :contentId order by revision, id
            """)
        .param("contentId", contentId)
        .query(HistoryEntry.class)
        .list();
  }
}
