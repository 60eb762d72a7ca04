package io.eventbus.examples.student;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of contacts. */
@Repository
class ContactRepository {

  private final JdbcClient jdbc;

  ContactRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID studentId, Contact contact) {
    jdbc.sql(
            """
            insert into contacts (student_id, parent_id, full_name, phone_number, email)
            values (:studentId, :parentId, :fullName, :phoneNumber, :email)
            """)
        .param("studentId", studentId)
        .param("parentId", contact.parentId())
        .param("fullName", contact.fullName())
        .param("phoneNumber", contact.phoneNumber())
        .param("email", contact.email())
        .update();
  }

  /** Those of a student, in the order in which they became known. */
  List<Contact> of(UUID studentId) {
    return jdbc.sql(
            """
            select parent_id, full_name, phone_number, email from contacts
            where student_id = :studentId order by id
            """)
        .param("studentId", studentId)
        .query(Contact.class)
        .list();
  }
}
