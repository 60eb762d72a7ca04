package io.eventbus.examples.course.courses;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of modules. */
@Repository
class ModuleRepository {

  private final JdbcClient jdbc;

  ModuleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(CourseModule module) {
    jdbc.sql(
            """
            insert into modules (id, course_id, title, content_id, position)
            values (:id, :courseId, :title, :contentId, :position)
            """)
        .paramSource(module)
        .update();
  }

  void update(CourseModule module) {
    jdbc.sql("update modules set title = :title, content_id = :contentId where id = :id")
        .paramSource(module)
        .update();
  }

  Optional<CourseModule> find(UUID courseId, UUID id) {
    return jdbc.sql("select * from modules where course_id = :courseId and id = :id")
        .param("courseId", courseId)
        .param("id", id)
        .query(CourseModule.class)
        .optional();
  }

  List<CourseModule> of(UUID courseId) {
    return jdbc.sql("select * from modules where course_id = :courseId order by position")
        .param("courseId", courseId)
        .query(CourseModule.class)
        .list();
  }
}
