package io.eventbus.spring.docs;

import io.eventbus.publish.EventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

// docs:publish
@Component
public class Teachers {
  private final JdbcTemplate jdbc;
  private final EventPublisher publisher;

  public Teachers(JdbcTemplate jdbc, EventPublisher publisher) {
    this.jdbc = jdbc;
    this.publisher = publisher;
  }

  @Transactional
  public void create(String id, String name) {
    jdbc.update("insert into teacher values (?, ?)", id, name);
    publisher.publish(new TeacherCreated(id, name)); // sent if this is committed, and only then
  }
}
// docs:end
