package io.eventbus.examples.content.quiz;

import io.eventbus.spring.EventBusCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What properties cannot say of the bus. */
@Configuration(proxyBeanMethods = false)
class QuizConfiguration {

  @Bean
  EventBusCustomizer earlierSubmissions() {
    return bus -> bus.upcaster(QuizSubmission.TYPE, 1, new SubmissionVersion1());
  }
}
