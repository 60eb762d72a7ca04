package io.eventbus.examples.student;

import io.eventbus.EventBus;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
final class StudentServiceH2IT extends StudentServiceContract {

  @AutoClose private static EventBus teacherService;
  @AutoClose private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start(KafkaCluster kafka) {
    teacherService = teacherService(kafka.bootstrapServers());
    service = start(kafka.bootstrapServers());
  }

  @Override
  EventBus teacherService() {
    return teacherService;
  }

  @Override
  ConfigurableApplicationContext service() {
    return service;
  }
}
