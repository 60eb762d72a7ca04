package io.eventbus.spring.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.spring.docs.TeacherCreated;
import io.eventbus.spring.test.EventBusTest;
import io.eventbus.spring.test.TestBus;
import io.eventbus.test.memory.InMemoryKafka;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

// docs:memory
@EventBusTest(value = TestBus.IN_MEMORY, properties = "spring.application.name=school")
class WelcomeTest {
  @Autowired EventPublisher publisher;
  @Autowired Welcome welcome;
  @Autowired InMemoryKafka kafka;

  @Test
  void welcomesANewTeacher() {
    publisher.publish(new TeacherCreated("t2", "Alan Turing"));

    await().untilAsserted(() -> assertThat(welcome.names).containsExactly("Alan Turing"));
    assertThat(kafka.records("teachercreated")).hasSize(1);
  }
}
// docs:end
