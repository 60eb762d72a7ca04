package io.eventbus.spring.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.spring.test.AutoConfigureEventBus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "spring.application.name=school",
      "spring.datasource.generate-unique-name=true",
    })
// docs:broker
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureEventBus
class SchoolIT {
  @Autowired Teachers teachers;
  @Autowired Welcome welcome;

  @Test
  void welcomesANewTeacher() {
    teachers.create("t1", "Ada Lovelace");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(welcome.names).containsExactly("Ada Lovelace"));
  }
}
// docs:end
