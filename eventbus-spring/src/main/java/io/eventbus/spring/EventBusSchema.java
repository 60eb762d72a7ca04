package io.eventbus.spring;

import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.spring.EventBusProperties.InitializeSchema;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the tables of outbox and inbox before these are used, where that is wanted. */
final class EventBusSchema {

  private final DataSource dataSource;
  private final InitializeSchema when;

  EventBusSchema(DataSource dataSource, InitializeSchema when) {
    this.dataSource = dataSource;
    this.when = when;
  }

  /** Makes what is missing, for an outbox of this name or the one without. */
  void prepare(@Nullable String outbox) {
    if (when == InitializeSchema.NEVER || (when == InitializeSchema.EMBEDDED && !embedded())) {
      return;
    }
    if (outbox == null) {
      JdbcSchema.create(dataSource);
    } else {
      JdbcSchema.create(dataSource, outbox);
    }
  }

  private boolean embedded() {
    try (var connection = dataSource.getConnection()) {
      var url = connection.getMetaData().getURL();
      return url != null && url.contains(":h2:mem");
    } catch (SQLException e) {
      return false; // nor is one that is away
    }
  }
}
