package io.eventbus.spring.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.spring.docs.TeacherCreated;
import io.eventbus.spring.test.EventBusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

// docs:slice
@EventBusTest(properties = "spring.application.name=school")
class WelcomeIT {
  @Autowired EventPublisher publisher;
  @Autowired Welcome welcome;

  @Test
  void welcomesANewTeacher() {
    publisher.publish(new TeacherCreated("t1", "Grace Hopper"));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(welcome.names).containsExactly("Grace Hopper"));
  }
}
// docs:end
