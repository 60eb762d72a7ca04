package io.eventbus.examples.teacher;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class TeacherRepositoryH2Test extends TeacherRepositoryContract {

  @Override
  DataSource database() {
    return new DriverManagerDataSource(
        "jdbc:h2:mem:teacher-contract;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
  }
}
