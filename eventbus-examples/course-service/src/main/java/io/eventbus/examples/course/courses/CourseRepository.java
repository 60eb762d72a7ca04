package io.eventbus.examples.course.courses;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of courses. */
@Repository
class CourseRepository {

  private final JdbcClient jdbc;

  CourseRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Course course) {
    write(
        course,
        """
        insert into courses (id, title, description, instructor_id, status, revision)
        values (:id, :title, :description, :instructorId, :status, :revision)
        """);
  }

  void update(Course course) {
    write(
        course,
        """
        update courses set title = :title, description = :description,
          instructor_id = :instructorId, status = :status, revision = :revision
        where id = :id
        """);
  }

  private void write(Course course, String sql) {
    jdbc.sql(sql)
        .param("id", course.id())
        .param("title", course.title())
        .param("description", course.description())
        .param("instructorId", course.instructorId())
        .param("status", course.status().name())
        .param("revision", course.revision())
        .update();
  }

  Optional<Course> find(UUID id) {
    return select("select * from courses where id = :id", id);
  }

  /** The course, which nobody else can change until the transaction ends. */
  Optional<Course> lock(UUID id) {
    return select("select * from courses where id = :id for update", id);
  }

  private Optional<Course> select(String sql, UUID id) {
    return jdbc.sql(sql).param("id", id).query(Course.class).optional();
  }

  void delete(UUID id) {
    jdbc.sql("delete from courses where id = :id").param("id", id).update();
  }
}
