package io.eventbus.examples.content.history;

import io.eventbus.spring.EventConsumerCustomizer;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What properties cannot say of one consumer alone. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  EventConsumerCustomizer historySessionTimeout(
      @Value("${content.history-session-timeout}") Duration timeout) {
    return (group, consumer) -> {
      // The end of it: a namespace may stand before.
      if (group.endsWith(HistoryEvents.GROUP)) {
        consumer.clientProperty("session.timeout.ms", String.valueOf(timeout.toMillis()));
      }
    };
  }
}
