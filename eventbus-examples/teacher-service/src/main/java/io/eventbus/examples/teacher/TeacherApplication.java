package io.eventbus.examples.teacher;

import io.eventbus.EventBus;
import io.eventbus.examples.school.contracts.SchoolTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** The teacher service. Runs alone by {@link #main} or beside others by {@link #application()}. */
@SpringBootApplication(proxyBeanMethods = false)
public final class TeacherApplication {

  /** Runs the service alone. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service, configured by {@code teacher-service.yml}, ready to run. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(TeacherApplication.class)
        .properties("spring.config.name=teacher-service")
        .bannerMode(Banner.Mode.OFF);
  }

  /** One bus for the whole service; the context closes it, which sends what still waits. */
  @Bean
  EventBus eventBus(
      @Value("${eventbus.bootstrap-servers}") String bootstrapServers,
      @Value("${eventbus.close-timeout}") Duration closeTimeout,
      MeterRegistry meters) {
    return EventBus.builder()
        .bootstrapServers(bootstrapServers)
        .topicPrefix(SchoolTopics.TEACHER_PREFIX)
        .source("teacher-service")
        .closeTimeout(closeTimeout)
        .meterRegistry(meters)
        .build();
  }
}
