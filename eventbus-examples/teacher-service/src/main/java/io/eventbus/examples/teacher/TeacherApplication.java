package io.eventbus.examples.teacher;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

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
}
