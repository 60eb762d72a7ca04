package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventHandler;
import io.eventbus.deadletter.RedrivePlan;
import io.eventbus.deadletter.RedriveReport;
import io.eventbus.event.AbstractIntegrationEvent;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** An application that is made ready for a native image. */
class AheadOfTimeTest {

  private static final TestPropertyValues PROPERTIES =
      TestPropertyValues.of(
          "spring.application.name=school",
          "spring.datasource.generate-unique-name=true",
          "eventbus.bootstrap-servers=127.0.0.1:1",
          "eventbus.close-timeout=0s",
          "eventbus.outbox.enabled=true",
          "eventbus.endpoint.writes=true",
          "management.endpoints.web.exposure.include=eventbus");

  private final TestGenerationContext generation = new TestGenerationContext(AheadOfTimeTest.class);

  private String process() {
    try (var context = new AnnotationConfigApplicationContext()) {
      PROPERTIES.applyTo(context);
      context.register(School.class);
      var initializer =
          new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
      generation.writeGeneratedContent();
      return initializer.canonicalName();
    }
  }

  private RuntimeHints hints() {
    process();
    return generation.getRuntimeHints();
  }

  @Test
  void keepsWhatEventsAreWrittenAndReadBy() throws NoSuchMethodException {
    var hints = hints();

    for (var type :
        List.of(TeacherCreated.class, GradeGiven.class, Grade.class, PublishedOnly.class)) {
      assertThat(reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
          .as(type.getName())
          .accepts(hints);
      assertThat(
              reflection().onType(type).withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS))
          .as(type.getName())
          .accepts(hints);
    }
    assertThat(reflection().onMethodInvocation(GradeGiven.class.getDeclaredMethod("grades")))
        .accepts(hints);
    assertThat(
            reflection()
                .onType(AbstractIntegrationEvent.class)
                .withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS))
        .accepts(hints);
    assertThat(reflection().onType(NoEvent.class)).rejects(hints);
  }

  @Test
  void keepsMethodsThatHandle() throws NoSuchMethodException {
    assertThat(
            reflection()
                .onMethodInvocation(Handlers.class.getDeclaredMethod("on", TeacherCreated.class)))
        .accepts(hints());
  }

  @Test
  void keepsWhatTheEndpointAnswers() {
    var hints = hints();
    for (var type :
        List.of(
            EventBusEndpoint.Overview.class,
            ShownConsumer.class,
            ShownOutbox.class,
            ShownLetters.Letter.class,
            WritableEventBusEndpoint.Done.class,
            RedrivePlan.class,
            RedriveReport.class,
            Refusal.class)) {
      assertThat(
              reflection()
                  .onType(type)
                  .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
          .as(type.getName())
          .accepts(hints);
    }
  }

  @Test
  @CompileWithForkedClassLoader
  void startsFromWhatWasGenerated() {
    var name = process();
    TestCompiler.forSystem()
        .with(generation)
        .compile(
            compiled -> {
              try (var context = new GenericApplicationContext()) {
                PROPERTIES.applyTo(context);
                initializer(compiled.getInstance(ApplicationContextInitializer.class, name))
                    .initialize(context);
                context.refresh();

                assertThat(context.getBean(Outbox.class)).isNotNull();
                assertThat(context.getBean(EventBus.class).source()).isEqualTo("school");
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                    .extracting(EventConsumer::group)
                    .containsExactlyInAnyOrder("school", "grades");
              }
            });
  }

  @SuppressWarnings("unchecked") // it is that of the generated context
  private static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(
      ApplicationContextInitializer<?> generated) {
    return (ApplicationContextInitializer<ConfigurableApplicationContext>) generated;
  }

  @Configuration(proxyBeanMethods = false)
  @AutoConfigurationPackage(basePackageClasses = AheadOfTimeTest.class)
  @Import({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    EventBusAutoConfiguration.class,
    EventBusJdbcAutoConfiguration.class,
    EventBusEndpointAutoConfiguration.class,
    Handlers.class
  })
  static class School {

    @Bean
    @OnEvent(group = "grades")
    EventHandler<GradeGiven> grades() {
      return (event, context) -> {};
    }
  }

  static class Handlers {
    @OnEvent
    void on(TeacherCreated event) {}
  }

  record Grade(String subject, int points) {}

  @EventType("grade.given")
  record GradeGiven(String studentId, Map<String, List<Grade>> grades, Instant at)
      implements IntegrationEvent {}

  @EventType("teacher.left")
  static final class PublishedOnly extends AbstractIntegrationEvent {
    private String teacherId = "";

    String teacherId() {
      return teacherId;
    }
  }

  record NoEvent(String nothing) {}
}
