package io.eventbus.examples.course;

import io.eventbus.retry.RetryPolicy;
import io.eventbus.spring.EventConsumerCustomizer;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.CannotCreateTransactionException;

/** The course service. Runs alone by {@link #main} or beside others by {@link #application()}. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(CourseSettings.class)
@EnableScheduling
public final class CourseApplication {

  /** Runs the service alone. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service, configured by {@code course-service.yml}, ready to run. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(CourseApplication.class)
        .properties("spring.config.name=course-service")
        .bannerMode(Banner.Mode.OFF);
  }

  /**
   * An event that the database will never take becomes a dead letter after one attempt; while the
   * database is away no attempt is spent.
   */
  @Bean
  RetryPolicy databaseRetry() {
    return RetryPolicy.defaults()
        .notOn(DataIntegrityViolationException.class)
        .outageOn(DataAccessResourceFailureException.class)
        .outageOn(CannotCreateTransactionException.class);
  }

  /** The same for all handlers. The catalogue's consumers, which are no handlers, ask for it. */
  @Bean
  EventConsumerCustomizer retryOfHandlers(RetryPolicy databaseRetry) {
    return (group, consumer) -> consumer.retry(databaseRetry);
  }

  /** The time in whole milliseconds, as it is on the wire. */
  @Bean
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
