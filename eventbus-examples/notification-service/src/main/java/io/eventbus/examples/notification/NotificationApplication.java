package io.eventbus.examples.notification;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The notification service. Runs alone by {@link #main} or beside others by {@link #application()}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class NotificationApplication {

  /** Runs the service alone. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service, configured by {@code notification-service.yml}, ready to run. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(NotificationApplication.class)
        .properties("spring.config.name=notification-service")
        .bannerMode(Banner.Mode.OFF);
  }
}
