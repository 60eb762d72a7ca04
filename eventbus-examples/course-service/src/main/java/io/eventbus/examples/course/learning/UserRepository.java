package io.eventbus.examples.course.learning;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of users, of whom this service only knows by events. */
@Repository
class UserRepository {

  private final JdbcClient jdbc;

  UserRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores a user as they were at a time, unless it is known how they were later. */
  void put(User user, Instant asOf) {
    var time = asOf.atOffset(ZoneOffset.UTC);
    boolean stored =
        write(
            """
            insert into users (id, full_name, email, role, as_of)
            values (:id, :fullName, :email, :role, :asOf)
            on conflict do nothing
            """,
            user,
            time);
    if (!stored) {
      write(
          """
          update users set full_name = :fullName, email = :email, role = :role, as_of = :asOf
          where id = :id and as_of < :asOf
          """,
          user,
          time);
    }
  }

  private boolean write(String sql, User user, OffsetDateTime asOf) {
    return jdbc.sql(sql)
            .param("id", user.id())
            .param("fullName", user.fullName())
            .param("email", user.email())
            .param("role", user.role())
            .param("asOf", asOf)
            .update()
        == 1;
  }
}
