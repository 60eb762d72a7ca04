package io.eventbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.eventbus.EventBus;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.spring.EventBusCustomizer;
import io.eventbus.test.publish.RecordingPublisher;
import io.eventbus.topic.TopicNaming;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

class RecordingBusTest {

  private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

  private static void run(Map<String, String> parameters, int tests, Class<?>... classes) {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.started(tests).succeeded(tests));
  }

  @Test
  void beginsEachTestWithAnEmptyRecorder() {
    run(Map.of(), 3, Repeated.class);
  }

  @Test
  void leavesTheEventsOfATestThatRunsBesideIt() {
    run(
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"),
        2,
        Left.class,
        Right.class);
  }

  @Test
  void takesPartInSlices() {
    run(Map.of(), 1, Slice.class);
  }

  @Test
  void standsInForThePublisherOfAnOutbox() {
    run(Map.of(), 1, WithOutbox.class);
  }

  @Test
  void writesEventsAsTheApplicationsBusWould() {
    run(Map.of(), 1, Customized.class);
  }

  @SpringBootTest(classes = Watching.class, webEnvironment = WebEnvironment.NONE)
  @AutoConfigureEventBus(TestBus.RECORDING)
  static class Repeated {
    @Autowired EventPublisher publisher;
    @Autowired RecordingPublisher events;
    @Autowired EventBus bus;

    @RepeatedTest(3)
    void seesOneEvent() {
      publisher.publish(new Seen("me"));

      events.published(Seen.class).withKey("one").single();
      assertThat(bus.publish(new Seen("direct")).toCompletableFuture().join().outcome())
          .isEqualTo(PublishOutcome.SKIPPED);
    }
  }

  abstract static class Beside {
    @Autowired RecordingPublisher events;

    @Test
    @Timeout(60)
    void seesTheEventsOfBoth() throws Exception {
      TOGETHER.await(30, TimeUnit.SECONDS);
      events.publish(new Seen(getClass().getSimpleName()));
      TOGETHER.await(30, TimeUnit.SECONDS);

      events.published(Seen.class).times(2);
      TOGETHER.await(30, TimeUnit.SECONDS);
    }
  }

  @SpringBootTest(classes = Watching.class, webEnvironment = WebEnvironment.NONE)
  @AutoConfigureEventBus(TestBus.RECORDING)
  static class Left extends Beside {}

  @SpringBootTest(classes = Watching.class, webEnvironment = WebEnvironment.NONE)
  @AutoConfigureEventBus(TestBus.RECORDING)
  static class Right extends Beside {}

  @JsonTest
  @ContextConfiguration(classes = Watching.class)
  @AutoConfigureEventBus(TestBus.RECORDING)
  static class Slice {
    @Autowired EventPublisher publisher;

    @Test
    void hasTheRecorder() {
      assertThat(publisher).isInstanceOf(RecordingPublisher.class);
    }
  }

  @SpringBootTest(
      classes = Watching.class,
      webEnvironment = WebEnvironment.NONE,
      properties = {"eventbus.outbox.enabled=true", "spring.datasource.generate-unique-name=true"})
  @AutoConfigureEventBus(TestBus.RECORDING)
  static class WithOutbox {
    @Autowired EventPublisher publisher;
    @Autowired RecordingPublisher events;

    @Test
    void records() {
      publisher.publish(new Seen("me"));

      events.published(Seen.class).single();
    }
  }

  @SpringBootTest(
      classes = {Watching.class, Customized.Naming.class},
      webEnvironment = WebEnvironment.NONE,
      properties = {"spring.application.name=customized", "eventbus.topic-prefix=not-this"})
  @AutoConfigureEventBus(TestBus.RECORDING)
  static class Customized {
    @Autowired EventPublisher publisher;
    @Autowired RecordingPublisher events;

    @Test
    void hasTheTopicAndTheSource() {
      publisher.publish(new Seen("me"));

      var recorded = events.published(Seen.class).single();
      assertThat(recorded.topic()).isEqualTo("own.seen");
      assertThat(recorded.metadata().source()).isEqualTo("customized");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Naming {
      @Bean
      EventBusCustomizer naming() {
        TopicNaming own = type -> "own." + TopicNaming.convention("").topicOf(type);
        return builder -> builder.topicNaming(own);
      }
    }
  }
}
