package io.eventbus.examples.teacher;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of teachers. */
@Repository
class TeacherRepository {

  private final JdbcClient jdbc;

  TeacherRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores a new teacher.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the phone number
   */
  void insert(Teacher teacher) {
    jdbc.sql(
            """
            insert into teachers (id, tenant_id, phone_number, full_name, email)
            values (:id, :tenantId, :phoneNumber, :fullName, :email)
            """)
        .paramSource(teacher)
        .update();
  }

  Optional<Teacher> find(UUID id) {
    return jdbc.sql("select * from teachers where id = :id")
        .param("id", id)
        .query(Teacher.class)
        .optional();
  }

  /** Deletes the teacher, and says whether it was this call that did. */
  boolean delete(UUID id) {
    return jdbc.sql("delete from teachers where id = :id").param("id", id).update() == 1;
  }
}
