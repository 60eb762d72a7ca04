package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** The program of the README. */
final class QuickStart {

  private QuickStart() {}

  // docs:event
  @EventType("teacher.created")
  public record TeacherCreated(UUID teacherId, String fullName) implements IntegrationEvent {
    @Override
    public String key() {
      return teacherId.toString(); // events of one teacher stay in order
    }
  }

  // docs:end

  static void run(String servers, Consumer<TeacherCreated> users, BooleanSupplier done) {
    // docs:bus
    try (EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("teacher-service")
            .topicPrefix("emis.teacher")
            .build()) {
      bus.consumer("identity-service")
          .on(TeacherCreated.class, (event, context) -> users.accept(event))
          .start();

      bus.publish(new TeacherCreated(UUID.randomUUID(), "Ada Lovelace"));
      // docs:end
      Awaitility.await().until(done::getAsBoolean);
    }
  }
}
