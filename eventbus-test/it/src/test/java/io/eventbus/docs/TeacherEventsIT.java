package io.eventbus.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.util.UUID;
import org.junit.jupiter.api.Test;

// docs:test
@WithKafka
class TeacherEventsIT {

  @Test
  void aCreatedTeacherIsAnnounced(KafkaCluster kafka) throws Exception {
    try (var bus =
        EventBus.builder()
            .bootstrapServers(kafka.bootstrapServers())
            .source("teacher-service")
            .topicPrefix("test")
            .build()) {
      var published =
          bus.publish(new TeacherCreated(UUID.randomUUID(), "Ada Lovelace"))
              .toCompletableFuture()
              .get(10, SECONDS);

      assertThat(published.topic()).isEqualTo("test.teachercreated");
    }
  }
}
// docs:end
