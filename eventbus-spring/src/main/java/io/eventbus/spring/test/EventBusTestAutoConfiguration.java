package io.eventbus.spring.test;

import io.eventbus.EventBus;
import io.eventbus.test.publish.RecordingPublisher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The recorder in place of the application's publisher, which steps back for it. */
@AutoConfiguration(
    beforeName = "io.eventbus.spring.EventBusJdbcAutoConfiguration",
    afterName = "io.eventbus.spring.EventBusAutoConfiguration")
@ConditionalOnProperty(name = EventBusContextCustomizer.BUS, havingValue = "RECORDING")
class EventBusTestAutoConfiguration {

  @Bean
  KnownEncoder eventBusTestEncoder() {
    return new KnownEncoder();
  }

  /**
   * Made after the bus, whose builder has been told all by then.
   *
   * @param bus not used, but the one whose events look like these
   */
  @Bean
  @Primary
  RecordingPublisher recordingPublisher(EventBus bus, KnownEncoder encoder) {
    return encoder.publisher();
  }

  @Bean
  RunningTests eventBusRunningTests(RecordingPublisher publisher) {
    return new RunningTests(publisher);
  }
}
