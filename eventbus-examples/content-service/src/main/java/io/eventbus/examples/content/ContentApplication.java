package io.eventbus.examples.content;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The content service. Runs alone by {@link #main} or beside others by {@link #application()}. */
@SpringBootApplication(proxyBeanMethods = false)
public final class ContentApplication {

  /** Runs the service alone. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The service, configured by {@code content-service.yml}, ready to run. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(ContentApplication.class)
        .properties("spring.config.name=content-service")
        .bannerMode(Banner.Mode.OFF);
  }
}
