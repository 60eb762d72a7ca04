package io.eventbus.spring.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.spring.docs.TeacherCreated;
import io.eventbus.spring.test.AutoConfigureEventBus;
import io.eventbus.spring.test.TestBus;
import io.eventbus.test.publish.RecordingPublisher;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.generate-unique-name=true")
// docs:recording
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureEventBus(TestBus.RECORDING)
class TeachersTest {
  @Autowired Teachers teachers;
  @Autowired RecordingPublisher events;

  @Test
  void tellsOfANewTeacher() {
    teachers.create("t1", "Ada Lovelace");

    var created = events.published(TeacherCreated.class).withKey("t1").single();
    assertThat(created.event().fullName()).isEqualTo("Ada Lovelace");
    assertThat(created.topic()).isEqualTo("teachercreated");
  }
}
// docs:end
