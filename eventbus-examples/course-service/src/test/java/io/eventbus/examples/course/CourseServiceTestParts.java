package io.eventbus.examples.course;

import io.eventbus.test.KafkaCluster;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** What stands around the service in a test. */
@TestConfiguration(proxyBeanMethods = false)
class CourseServiceTestParts {

  @Bean
  StubIdentity stubIdentity() {
    return new StubIdentity();
  }

  @Bean
  DynamicPropertyRegistrar identityUrl(StubIdentity identity) {
    return properties -> properties.add("course.identity-url", identity::url);
  }

  @Bean
  @Primary
  MovableClock movableClock() {
    return new MovableClock();
  }

  @Bean
  @Lazy
  CourseDriver courseDriver(Environment environment, KafkaCluster kafka, StubIdentity identity) {
    return new CourseDriver(
        "http://localhost:" + environment.getProperty("local.server.port"),
        new CourseTopicsDriver(
            kafka.bootstrapServers(), environment.getProperty("eventbus.namespace") + "."),
        identity);
  }
}
