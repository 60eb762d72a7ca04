package io.eventbus.spring.docs;

import io.eventbus.consume.EventContext;
import io.eventbus.spring.OnEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the page shows of handlers. */
final class Identities {

  private Identities() {}

  @Component
  static class Search {
    final List<String> seen = new CopyOnWriteArrayList<>();

    // docs:shapes
    @OnEvent(group = "search", attempts = 10)
    void index(List<TeacherCreated> events) {
      events.forEach(event -> seen.add("indexed " + event.teacherId()));
    }

    @OnEvent(group = "mail")
    CompletionStage<Void> mail(TeacherCreated event, EventContext context) {
      return CompletableFuture.runAsync(
          () -> seen.add("mailed " + event.teacherId() + " of " + context.metadata().source()));
    }

    // docs:end
  }

  @Component
  static class Accounts {
    private final JdbcTemplate jdbc;

    Accounts(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    // docs:idempotent
    @OnEvent(group = "accounts", idempotent = true)
    void open(TeacherCreated event) {
      jdbc.update("insert into account values (?)", event.teacherId());
    }

    // docs:end
  }
}
