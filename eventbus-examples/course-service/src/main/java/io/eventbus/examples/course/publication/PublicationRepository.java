package io.eventbus.examples.course.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of publications: one row for each, which is all that the saga remembers. */
@Repository
class PublicationRepository {

  private final JdbcClient jdbc;

  PublicationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Publication publication) {
    jdbc.sql(
            """
            insert into publications (id, course_id, state, deadline)
            values (:id, :courseId, :state, :deadline)
            """)
        .param("id", publication.id())
        .param("courseId", publication.courseId())
        .param("state", publication.state().name())
        .param("deadline", publication.deadline().atOffset(ZoneOffset.UTC))
        .update();
  }

  void update(Publication publication) {
    jdbc.sql("update publications set state = :state, reason = :reason where id = :id")
        .param("id", publication.id())
        .param("state", publication.state().name())
        .param("reason", publication.reason())
        .update();
  }

  Optional<Publication> find(UUID id) {
    return jdbc.sql("select * from publications where id = :id")
        .param("id", id)
        .query(PublicationRepository::publication)
        .optional();
  }

  /** The one of this course that waits, if there is one. */
  Optional<Publication> waitingOf(UUID courseId) {
    return jdbc.sql(
            """
            select * from publications
            where course_id = :courseId and state in ('AWAITING_CONTENT', 'AWAITING_CONFIRMATION')
            """)
        .param("courseId", courseId)
        .query(PublicationRepository::publication)
        .optional();
  }

  /** Some of those that wait and should have ended, the oldest first. */
  List<UUID> overdue(Instant now) {
    return jdbc.sql(
            """
            select id from publications
            where state in ('AWAITING_CONTENT', 'AWAITING_CONFIRMATION') and deadline <= :now
            order by deadline fetch first 100 rows only
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .list();
  }

  private static Publication publication(ResultSet row, int number) throws SQLException {
    return new Publication(
        row.getObject("id", UUID.class),
        row.getObject("course_id", UUID.class),
        PublicationState.valueOf(row.getString("state")),
        row.getObject("deadline", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }
}
