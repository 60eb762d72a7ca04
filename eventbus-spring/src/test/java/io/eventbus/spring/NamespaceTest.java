package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBusBuilder;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class NamespaceTest {

  private final List<String> published = new ArrayList<>();

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
          .withBean(EventBusCustomizer.class, () -> this::publishTwo)
          .withPropertyValues(
              "spring.application.name=school",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s");

  private void publishTwo(EventBusBuilder builder) {
    for (var event : List.of(new TeacherCreated("t1"), new Fixed())) {
      published.add(builder.encoder().encode(event, PublishOptions.defaults()).record().topic());
    }
  }

  @Test
  void standsBeforeTopicsAndGroupsAlsoThoseOfTheCode() {
    runner
        .withPropertyValues("eventbus.namespace=pr-7", "eventbus.topic-prefix=emis")
        .withUserConfiguration(Handlers.class)
        .run(
            context -> {
              assertThat(published).containsExactly("pr-7.emis.teachercreated", "pr-7.fixed");
              assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                  .extracting(EventConsumer::group)
                  .containsExactlyInAnyOrder("pr-7.school", "pr-7.mail", "pr-7.patterns");
            });
  }

  @Test
  void standsBeforeTopicsAndPatternsThatAnnotationsName() {
    runner
        .withPropertyValues("eventbus.namespace=pr.7")
        .withUserConfiguration(Handlers.class)
        .run(
            context -> {
              var factory =
                  new HandlerOptionsFactory(
                      context.getBean(EventBusProperties.class),
                      context.getBean(ConsumerProperties.class),
                      context.getBeanFactory(),
                      "school");
              var options = new ArrayList<HandlerOptions>();
              for (var method : Handlers.class.getDeclaredMethods()) {
                options.add(factory.of(method.getAnnotation(OnEvent.class), method.getName()));
              }
              assertThat(options)
                  .flatExtracting(HandlerOptions::subscriptions)
                  .extracting(SubscriptionOptions::topic)
                  .filteredOn(topic -> topic != null)
                  .containsExactly("pr.7.letters");
              assertThat(options)
                  .flatExtracting(HandlerOptions::subscriptions)
                  .extracting(SubscriptionOptions::topicPattern)
                  .filteredOn(pattern -> pattern != null)
                  .singleElement()
                  .satisfies(
                      pattern -> {
                        assertThat("pr.7.b").matches(pattern);
                        assertThat("pr.7.a").matches(pattern);
                        assertThat("prx7.a").doesNotMatch(pattern);
                        assertThat("b").doesNotMatch(pattern);
                      });
            });
  }

  @Test
  void isRefusedWhereItCannotBePartOfATopic() {
    runner
        .withPropertyValues("eventbus.namespace=pull request")
        .run(context -> assertThat(context).hasFailed());
  }

  @EventType(value = "fixed", topic = "fixed")
  record Fixed() implements IntegrationEvent {}

  @Configuration(proxyBeanMethods = false)
  static class Handlers {
    @OnEvent
    void usual(TeacherCreated event) {}

    @OnEvent(group = "mail", topics = "letters")
    void named(TeacherCreated event) {}

    @OnEvent(group = "patterns", topicPattern = "a|b")
    void pattern(TeacherCreated event) {}
  }
}
