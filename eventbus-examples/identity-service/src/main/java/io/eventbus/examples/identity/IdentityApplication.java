package io.eventbus.examples.identity;

import io.eventbus.retry.RetryPolicy;
import io.eventbus.spring.EventConsumerCustomizer;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The identity service. Runs alone by {@link #main} or beside others by {@link #application()}. */
@SpringBootApplication(proxyBeanMethods = false)
public final class IdentityApplication {

  /** Runs the service alone. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service, configured by {@code identity-service.yml}, ready to run. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(IdentityApplication.class)
        .properties("spring.config.name=identity-service")
        .bannerMode(Banner.Mode.OFF);
  }

  /** An event that the database will never take is not tried again but becomes a dead letter. */
  @Bean
  EventConsumerCustomizer noRetryOfWhatTheDatabaseRefuses() {
    var retry = RetryPolicy.defaults().notOn(DataIntegrityViolationException.class);
    return (group, consumer) -> consumer.retry(retry);
  }

  /** Argon2id with a random salt in each hash. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }
}
