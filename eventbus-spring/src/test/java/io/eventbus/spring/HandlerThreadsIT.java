package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.system.JavaVersion;

@WithKafka
class HandlerThreadsIT {

  private static final String POOL = "eventbus-handler-";

  @ParameterizedTest
  @CsvSource({"unset, true", "true, true", "false, false"})
  void areVirtualFromJdk21OnUnlessTheApplicationWantsNone(
      String property, boolean virtual, KafkaCluster kafka) {
    var application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
    var setting =
        property.equals("unset") ? "--unset=true" : "--spring.threads.virtual.enabled=" + property;
    try (var context =
        application.run(
            setting,
            "--spring.application.name=threads",
            "--spring.main.banner-mode=off",
            "--eventbus.namespace=threads-" + property,
            "--eventbus.bootstrap-servers=" + kafka.bootstrapServers())) {
      var seen = context.getBean(Application.class).seen;
      context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));

      await().atMost(Duration.ofSeconds(30)).until(() -> !seen.isEmpty());

      assertThat(seen)
          .containsExactly(
              new Ran(
                  virtual
                      && JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE),
                  property.equals("false")));
    }
    await().atMost(Duration.ofSeconds(10)).until(HandlerThreadsIT::noneIsLeft);
  }

  private static boolean noneIsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith(POOL));
  }

  /** A thread that an event was handled on. */
  record Ran(boolean virtual, boolean pooled) {}

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {
    final List<Ran> seen = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(TeacherCreated event) throws ReflectiveOperationException {
      var thread = Thread.currentThread();
      seen.add(new Ran(isVirtual(thread), thread.getName().startsWith(POOL)));
    }

    /** By reflection, since it is not there before JDK 21. */
    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
      boolean known = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
      return known && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }
  }
}
