package io.eventbus.examples.course.catalogue;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables of the catalogue, in which each version has rows of its own. Writing may be repeated
 * and happen in any order: the newest revision of a course stays, and a student counts once.
 */
@Repository
class CatalogueRepository {

  /**
   * The status of a course that is no more; its row stays, or an older event would bring it back.
   */
  static final String DELETED = "DELETED";

  private final JdbcClient jdbc;

  CatalogueRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row of a course. */
  record Row(
      int version, UUID courseId, String title, UUID instructorId, String status, int revision) {}

  void put(Row row) {
    int inserted =
        jdbc.sql(
                """
                insert into catalogue_courses
                  (version, course_id, title, instructor_id, status, revision)
                values (:version, :courseId, :title, :instructorId, :status, :revision)
                on conflict do nothing
                """)
            .paramSource(row)
            .update();
    if (inserted == 0) {
      jdbc.sql(
              """
              update catalogue_courses set title = :title, instructor_id = :instructorId,
                status = :status, revision = :revision
              where version = :version and course_id = :courseId and revision < :revision
              """)
          .paramSource(row)
          .update();
    }
  }

  void putEnrolment(int version, UUID courseId, UUID studentId) {
    jdbc.sql(
            """
            insert into catalogue_enrolments (version, course_id, student_id)
            values (:version, :courseId, :studentId)
            on conflict do nothing
            """)
        .param("version", version)
        .param("courseId", courseId)
        .param("studentId", studentId)
        .update();
  }

  /** What a version knows, by title. */
  List<CatalogueEntry> of(int version) {
    return jdbc.sql(
            """
            select c.course_id, c.title, c.instructor_id, c.status,
              (select count(*) from catalogue_enrolments e
               where e.version = c.version and e.course_id = c.course_id) as enrolments
            from catalogue_courses c
            where c.version = :version and c.status <> 'DELETED'
            order by c.title, c.course_id
            """)
        .param("version", version)
        .query(CatalogueEntry.class)
        .list();
  }
}
