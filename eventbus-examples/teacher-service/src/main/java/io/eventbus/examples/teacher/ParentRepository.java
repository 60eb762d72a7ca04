package io.eventbus.examples.teacher;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of parents. */
@Repository
class ParentRepository {

  private final JdbcClient jdbc;

  ParentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores a new parent.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another of the student has the number
   */
  void insert(Parent parent) {
    jdbc.sql(
            """
            insert into parents (id, tenant_id, student_id, phone_number, full_name, email)
            values (:id, :tenantId, :studentId, :phoneNumber, :fullName, :email)
            """)
        .paramSource(parent)
        .update();
  }

  Optional<Parent> find(UUID id) {
    return jdbc.sql("select * from parents where id = :id")
        .param("id", id)
        .query(Parent.class)
        .optional();
  }
}
