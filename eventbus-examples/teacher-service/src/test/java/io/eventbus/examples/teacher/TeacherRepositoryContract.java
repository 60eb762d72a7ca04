package io.eventbus.examples.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the repository promises on each database. */
abstract class TeacherRepositoryContract {

  private TeacherRepository teachers;

  abstract DataSource database();

  @BeforeEach
  void migrate() {
    Flyway.configure().dataSource(database()).locations("classpath:db/teacher").load().migrate();
    var jdbc = JdbcClient.create(database());
    jdbc.sql("delete from teachers").update();
    teachers = new TeacherRepository(jdbc);
  }

  @Test
  void findsWhatWasInserted() {
    var teacher = teacher("+491701234567");

    teachers.insert(teacher);

    assertThat(teachers.find(teacher.id())).contains(teacher);
    assertThat(teachers.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void refusesASecondTeacherWithTheNumberAlsoOfAnotherTenant() {
    teachers.insert(teacher("+491701234567"));

    assertThatExceptionOfType(DuplicateKeyException.class)
        .isThrownBy(() -> teachers.insert(teacher("+491701234567")));
  }

  @Test
  void deletesOnceAndFreesTheNumber() {
    var teacher = teacher("+491701234567");
    teachers.insert(teacher);

    assertThat(teachers.delete(teacher.id())).isTrue();
    assertThat(teachers.delete(teacher.id())).isFalse();
    assertThat(teachers.find(teacher.id())).isEmpty();
    teachers.insert(teacher("+491701234567"));
  }

  private static Teacher teacher(String phoneNumber) {
    return new Teacher(
        UUID.randomUUID(), UUID.randomUUID(), phoneNumber, "Ada Lovelace", "ada@example.org");
  }
}
