package io.eventbus.examples.notification.user;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of users. */
@Repository
class UserRepository {

  private final JdbcClient jdbc;

  UserRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores a new user.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the address
   */
  void insert(User user) {
    jdbc.sql("insert into users (id, email, full_name) values (:id, :email, :fullName)")
        .paramSource(user)
        .update();
  }

  /**
   * Changes a user, and says whether there is one.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the address
   */
  boolean update(User user) {
    return jdbc.sql("update users set email = :email, full_name = :fullName where id = :id")
            .paramSource(user)
            .update()
        == 1;
  }

  /** Deletes a user, and says whether there was one. */
  boolean delete(UUID id) {
    return jdbc.sql("delete from users where id = :id").param("id", id).update() == 1;
  }

  Optional<User> find(UUID id) {
    return jdbc.sql("select id, email, full_name from users where id = :id")
        .param("id", id)
        .query(User.class)
        .optional();
  }
}
