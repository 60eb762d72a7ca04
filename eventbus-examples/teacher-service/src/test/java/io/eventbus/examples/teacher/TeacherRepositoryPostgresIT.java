package io.eventbus.examples.teacher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

final class TeacherRepositoryPostgresIT extends TeacherRepositoryContract {

  @AutoClose private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @Override
  DataSource database() {
    return postgres.getPostgresDatabase();
  }
}
