package io.eventbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@Timeout(120)
class AutoConfigureEventBusIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** What the inner test classes met, for the outer one to look at. */
  private static final Map<String, Met> met = new ConcurrentHashMap<>();

  private static CyclicBarrier together = new CyclicBarrier(1);

  private record Met(ApplicationContext context, String servers, String topic) {}

  @BeforeEach
  void forget() {
    met.clear();
    together = new CyclicBarrier(1);
  }

  private static void run(Map<String, String> parameters, Class<?>... classes) {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.started(classes.length).succeeded(classes.length));
  }

  @Test
  void classesOfOneConfigurationShareAContextAndOthersHaveTopicsOfTheirOwn() {
    run(Map.of(), First.class, Other.class, Second.class);

    assertThat(met.get("Second").context()).isSameAs(met.get("First").context());
    assertThat(met.get("Other").context()).isNotSameAs(met.get("First").context());
    assertThat(met.values().stream().map(Met::servers).distinct()).hasSize(1);
    assertThat(met.get("Other").topic()).endsWith(".seen").isNotEqualTo(met.get("First").topic());
  }

  @Test
  void classesRunSideBySide() {
    together = new CyclicBarrier(3);

    run(
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "3"),
        First.class,
        Other.class,
        Third.class);

    assertThat(met).hasSize(3);
  }

  @Test
  void leavesNoThreadOfAContextThatIsClosed() {
    run(Map.of(), Closed.class);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("closed-context")));
  }

  /** A test of an application of its own, or of one that it shares with others. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @SpringBootTest(
      classes = Watching.class,
      webEnvironment = WebEnvironment.NONE,
      properties = {
        "spring.application.name=watching",
        "spring.datasource.generate-unique-name=true",
        "eventbus.bootstrap-servers=127.0.0.1:1",
        "eventbus.ssl.bundle=of-production",
        "eventbus.sasl.mechanism=plain",
        "eventbus.client.security.protocol=SASL_SSL"
      })
  @AutoConfigureEventBus
  @interface WatchingTest {}

  abstract static class Scenario {

    @Autowired ApplicationContext context;
    @Autowired EventPublisher publisher;
    @Autowired KafkaCluster kafka;
    @Autowired Watching watching;

    @Test
    void seesItsOwnEventAndNoneOfAnotherContext() throws Exception {
      var name = getClass().getSimpleName();
      together.await(30, TimeUnit.SECONDS);

      publisher.publish(new Seen(name));

      await().atMost(SOON).until(() -> watching.seen.contains(name));
      assertThat(watching.seen).isSubsetOf(friends());
      assertThat(watching.topics.stream().distinct()).hasSize(1);
      met.put(name, new Met(context, kafka.bootstrapServers(), watching.topics.get(0)));
    }

    /** Those who share its context. */
    String[] friends() {
      return new String[] {getClass().getSimpleName()};
    }
  }

  @WatchingTest
  static class First extends Scenario {
    @Override
    String[] friends() {
      return new String[] {"First", "Second"};
    }
  }

  @WatchingTest
  static class Second extends First {}

  @WatchingTest
  @TestPropertySource(properties = "spring.application.name=other")
  static class Other extends Scenario {}

  @WatchingTest
  @TestPropertySource(properties = "spring.application.name=third")
  static class Third extends Scenario {}

  @WatchingTest
  @TestPropertySource(properties = "eventbus.client-id=closed-context")
  @DirtiesContext
  static class Closed extends Scenario {

    @Test
    @Override
    void seesItsOwnEventAndNoneOfAnotherContext() throws Exception {
      super.seesItsOwnEventAndNoneOfAnotherContext();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .anyMatch(name -> name.contains("closed-context"));
    }
  }
}
