package io.eventbus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.test.memory.InMemoryKafka;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class HandledTeachersTest {

  // docs:memory
  @Test
  void aUserIsMadeForEachTeacher() {
    Queue<String> users = new ConcurrentLinkedQueue<>();
    try (var kafka = InMemoryKafka.create();
        var bus = kafka.bus().source("teacher-service").build()) {
      bus.consumer("identity-service")
          .on(TeacherCreated.class, (event, context) -> users.add(event.fullName()))
          .start();

      bus.publish(new TeacherCreated(UUID.randomUUID(), "Ada Lovelace"));
      kafka.awaitIdle(Duration.ofSeconds(5));

      assertThat(users).containsExactly("Ada Lovelace");
      assertThat(kafka.records("teachercreated")).hasSize(1);
    }
  }
  // docs:end
}
