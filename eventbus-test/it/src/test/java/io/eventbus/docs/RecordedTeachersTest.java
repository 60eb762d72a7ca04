package io.eventbus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.publish.RecordingPublisher;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordedTeachersTest {

  private record Teachers(EventPublisher publisher) {
    void create(String name) {
      publisher.publish(
          new TeacherCreated(UUID.randomUUID(), name),
          PublishOptions.defaults().withTenantId("school-7"));
    }
  }

  // docs:recording
  @Test
  void aCreatedTeacherIsAnnounced() {
    var events = RecordingPublisher.create();

    new Teachers(events).create("Ada Lovelace");

    var created = events.published(TeacherCreated.class).single();
    assertThat(created.event().fullName()).isEqualTo("Ada Lovelace");
    assertThat(created.metadata().tenantId()).isEqualTo("school-7");
  }
  // docs:end
}
