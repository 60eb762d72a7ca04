package io.eventbus.examples.identity;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class UserRepositoryH2Test extends UserRepositoryContract {

  @Override
  DataSource database() {
    return new DriverManagerDataSource(
        "jdbc:h2:mem:identity-contract;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
  }
}
