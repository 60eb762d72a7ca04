package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class InfoTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class, EventBusInfoAutoConfiguration.class))
          .withBean(Handlers.class)
          .withPropertyValues(
              "spring.application.name=school",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.sasl.mechanism=plain",
              "eventbus.sasl.username=ada",
              "eventbus.sasl.password=secret",
              "eventbus.close-timeout=0s");

  private static Map<String, Object> infoOf(InfoContributor contributor) {
    var builder = new Info.Builder();
    contributor.contribute(builder);
    return builder.build().getDetails();
  }

  private final ApplicationContextRunner quiet =
      runner.withPropertyValues("eventbus.consumer.auto-startup=false");

  @Test
  void tellsTheSourceAndWhatIsRead() {
    runner.run(
        context -> {
          var info = infoOf(context.getBean(InfoContributor.class));
          assertThat(info).containsOnlyKeys("eventbus");
          assertThat(info.get("eventbus"))
              .asString()
              .contains("source=school", "groups={school={teachercreated=[teacher.created]}}")
              .doesNotContain("ada", "secret", "127.0.0.1");
        });
  }

  @Test
  void tellsTheVersionThatTheJarSaysItHas() {
    quiet.run(
        context -> {
          var version = EventBus.class.getPackage().getImplementationVersion();
          var info = (Map<?, ?>) infoOf(context.getBean(InfoContributor.class)).get("eventbus");
          assertThat(info).isNotNull();
          assertThat(info.get("version")).isEqualTo(version); // null outside a jar
        });
  }

  @Test
  void isLeftOutWhereAsked() {
    for (var property :
        new String[] {
          "management.info.eventbus.enabled=false", "management.info.defaults.enabled=false"
        }) {
      quiet
          .withPropertyValues(property)
          .run(context -> assertThat(context).doesNotHaveBean(InfoContributor.class));
    }
  }

  @Test
  void isLeftOutWithoutTheActuator() {
    quiet
        .withClassLoader(new FilteredClassLoader(InfoContributor.class))
        .run(context -> assertThat(context).hasNotFailed());
  }

  static class Handlers {
    @OnEvent
    void on(TeacherCreated event) {}
  }
}
