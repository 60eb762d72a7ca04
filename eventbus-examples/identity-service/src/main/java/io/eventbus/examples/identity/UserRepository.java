package io.eventbus.examples.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of users, one row per teacher. {@link #add} and {@link #deactivate} may be called
 * repeatedly, in either order and at the same time: the row ends the same.
 */
@Repository
class UserRepository {

  private final JdbcClient jdbc;

  UserRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores the user unless the teacher has one, be it an active or a deactivated one. */
  void add(User user) {
    jdbc.sql(
            """
            insert into users (id, teacher_id, tenant_id, phone_number, full_name, email, status)
            values (:id, :teacherId, :tenantId, :phoneNumber, :fullName, :email, :status)
            on conflict do nothing
            """)
        .param("id", user.id())
        .param("teacherId", user.teacherId())
        .param("tenantId", user.tenantId())
        .param("phoneNumber", user.phoneNumber())
        .param("fullName", user.fullName())
        .param("email", user.email())
        .param("status", user.status().text())
        .update();
  }

  /**
   * Deactivates the teacher's user for good. Where there is none yet, this one is stored as a
   * tombstone, so that a late {@link #add} finds the place taken. Belongs into a transaction.
   */
  void deactivate(User user) {
    if (!deactivated(user.teacherId())) {
      add(user);
      // Somebody may have added her in the meantime.
      deactivated(user.teacherId());
    }
  }

  private boolean deactivated(UUID teacherId) {
    return jdbc.sql(
                """
                update users set status = 'Deactivated', password_hash = null
                where teacher_id = :teacherId
                """)
            .param("teacherId", teacherId)
            .update()
        == 1;
  }

  /** Sets the password of a user who has none, and says whether it was this call that did. */
  boolean activate(UUID id, String passwordHash) {
    return jdbc.sql(
                """
                update users set status = 'Active', password_hash = :passwordHash
                where id = :id and status = 'PendingActivation'
                """)
            .param("id", id)
            .param("passwordHash", passwordHash)
            .update()
        == 1;
  }

  /** All who have or had this number; at most one of them is not deactivated, but for moments. */
  List<User> findByPhoneNumber(String phoneNumber) {
    return jdbc.sql("select * from users where phone_number = :phoneNumber order by id")
        .param("phoneNumber", phoneNumber)
        .query(UserRepository::user)
        .list();
  }

  Optional<User> find(UUID id) {
    return jdbc.sql("select * from users where id = :id")
        .param("id", id)
        .query(UserRepository::user)
        .optional();
  }

  private static User user(ResultSet row, int number) throws SQLException {
    return new User(
        row.getObject("id", UUID.class),
        row.getObject("teacher_id", UUID.class),
        row.getObject("tenant_id", UUID.class),
        row.getString("phone_number"),
        row.getString("full_name"),
        row.getString("email"),
        UserStatus.of(row.getString("status")),
        row.getString("password_hash"));
  }
}
