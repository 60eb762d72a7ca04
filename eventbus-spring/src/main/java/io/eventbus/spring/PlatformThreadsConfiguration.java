package io.eventbus.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Handlers follow 'spring.threads.virtual.enabled' where it says no. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(value = "spring.threads.virtual.enabled", havingValue = false)
class PlatformThreadsConfiguration {

  @Bean
  PlatformThreads eventBusPlatformThreads() {
    return new PlatformThreads();
  }
}
