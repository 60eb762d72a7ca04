package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.observe.HealthStatus;
import io.eventbus.publish.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class EventBusAutoConfigurationTest {

  private static final String NOBODY = "127.0.0.1:1";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(EventBusAutoConfiguration.class, SslAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=teacher-service",
              "eventbus.close-timeout=0s",
              "eventbus.health.probe-timeout=300ms");

  private final ApplicationContextRunner connected =
      runner.withPropertyValues("eventbus.bootstrap-servers=" + NOBODY);

  private static FailureAnalysis analysisOf(AssertableApplicationContext context) {
    assertThat(context).hasFailed();
    var analysis = new EventBusStartFailureAnalyzer().analyze(context.getStartupFailure());
    assertThat(analysis).isNotNull();
    return analysis;
  }

  @Test
  void makesABusThatIsThePublisher() {
    connected.run(
        context -> {
          assertThat(context).hasSingleBean(EventBus.class);
          assertThat(context.getBean(EventPublisher.class)).isSameAs(context.getBean("eventBus"));
        });
  }

  @Test
  void closesTheBusWithTheContext() {
    connected.run(
        context -> {
          var bus = context.getBean(EventBus.class);
          context.close();
          assertThat(bus.health().problems())
              .extracting("message")
              .containsExactly("the bus is closed");
        });
  }

  @Test
  void startsWithoutABrokerAndSaysSo() {
    connected.run(
        context -> {
          var health = context.getBean(EventBus.class).health();
          assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
          assertThat(health.toString()).contains(NOBODY);
        });
  }

  @Test
  void leavesTheBusToTheApplicationThatHasOne() {
    connected
        .withUserConfiguration(OwnBus.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(EventBus.class);
              assertThat(context).hasBean("ownBus");
            });
  }

  @Test
  void letsAPublisherOfTheApplicationComeFirst() {
    connected
        .withUserConfiguration(OwnPublisher.class)
        .run(
            context -> {
              assertThat(context.getBean(EventPublisher.class))
                  .isSameAs(context.getBean("ownPublisher"));
              assertThat(context).hasSingleBean(EventBus.class);
            });
  }

  @Test
  void appliesCustomizersAfterTheProperties() {
    connected
        .withBean(EventBusCustomizer.class, () -> builder -> builder.bootstrapServers("other:1"))
        .run(
            context ->
                assertThat(context.getBean(EventBus.class).health().toString())
                    .contains("other:1"));
  }

  @Test
  void measuresWhereThereIsARegistry() {
    connected
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              context.getBean(EventBus.class).awaitStart();
              assertThat(context.getBean(MeterRegistry.class).getMeters()).isNotEmpty();
            });
  }

  @Test
  void needsNothingWhileItIsSwitchedOff() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
        .withPropertyValues("eventbus.enabled=false")
        .run(
            context ->
                assertThat(context.getBean(EventBus.class).health().status())
                    .isEqualTo(HealthStatus.UP));
  }

  @Test
  void saysWhatToDoWithoutBrokers() {
    runner.run(
        context -> {
          var analysis = analysisOf(context);
          assertThat(analysis.getDescription()).contains("'eventbus.bootstrap-servers' is not set");
          assertThat(analysis.getAction()).contains("Set 'eventbus.bootstrap-servers'");
        });
  }

  @Test
  void saysWhatToDoWithoutASource() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
        .withPropertyValues("eventbus.bootstrap-servers=" + NOBODY)
        .run(
            context ->
                assertThat(analysisOf(context).getAction()).contains("spring.application.name"));
  }

  @Test
  void saysWhatToDoWhenARequiredBrokerDoesNotAnswer() {
    connected
        .withPropertyValues("eventbus.required=true", "eventbus.required-timeout=300ms")
        .run(
            context -> {
              var analysis = analysisOf(context);
              assertThat(analysis.getDescription()).contains(NOBODY);
              assertThat(analysis.getAction()).contains("eventbus.required=false");
            });
  }

  @Test
  void saysWhatIsMissingOfALogin() {
    connected
        .withPropertyValues("eventbus.sasl.mechanism=plain")
        .run(
            context ->
                assertThat(analysisOf(context).getAction()).contains("eventbus.sasl.username"));
  }

  @Test
  void saysWhichClientPropertyIsNotAllowed() {
    connected
        .withPropertyValues("eventbus.client.acks=1")
        .run(context -> assertThat(analysisOf(context).getDescription()).contains("'acks'"));
  }

  @Test
  void saysWhatTheProducerRefuses() {
    connected
        .withPropertyValues("eventbus.client.compression.type=zip")
        .run(
            context -> {
              var analysis = analysisOf(context);
              assertThat(analysis.getDescription()).contains("compression.type", "zip");
              assertThat(analysis.getAction()).contains("properties under 'eventbus'");
            });
  }

  @Test
  void saysWhichAddressIsNone() {
    runner
        .withPropertyValues("eventbus.bootstrap-servers=kafka-1:9092,kafka-2")
        .run(
            context ->
                assertThat(analysisOf(context).getDescription()).contains("host:port", "kafka-2"));
  }

  @Test
  void usesTheBrokersThatSpringBootKnows() {
    runner
        .withUserConfiguration(OwnConnection.class)
        .run(
            context ->
                assertThat(context.getBean(EventBus.class).health().toString())
                    .contains("127.0.0.1:2"));
  }

  @Test
  void prefersItsOwnPropertyToTheBrokersThatSpringBootKnows() {
    connected
        .withUserConfiguration(OwnConnection.class)
        .run(
            context ->
                assertThat(context.getBean(EventBus.class).health().toString()).contains(NOBODY));
  }

  @Test
  void worksWithoutTheKafkaModuleOfSpringBoot() {
    connected
        .withClassLoader(new FilteredClassLoader(KafkaConnectionDetails.class))
        .run(context -> assertThat(context).hasSingleBean(EventBus.class));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnBus {
    @Bean
    EventBus ownBus() {
      return EventBus.builder().source("own").enabled(false).build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnPublisher {
    @Bean
    EventPublisher ownPublisher() {
      return (event, options) -> new CompletableFuture<>();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnConnection {
    @Bean
    KafkaConnectionDetails connectionDetails() {
      return () -> List.of("127.0.0.1:2");
    }
  }
}
