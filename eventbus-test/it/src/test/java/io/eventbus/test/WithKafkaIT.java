package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("long")
class WithKafkaIT {

  /** What the inner test classes met, for the outer one to look at. */
  private static final Queue<KafkaCluster> met = new ConcurrentLinkedQueue<>();

  private final Path logs;

  WithKafkaIT(@TempDir Path logs) {
    this.logs = logs;
  }

  @BeforeEach
  void forget() {
    met.clear();
  }

  @Test
  void classesShareOneClusterAlsoSideBySideAndItEndsWithTheRun() {
    run(
            Map.of(
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.classes.default",
                "concurrent"),
            First.class,
            Second.class,
            WithNested.class)
        .testEvents()
        .assertStatistics(stats -> stats.started(4).succeeded(4));

    assertThat(met.stream().map(KafkaCluster::bootstrapServers).distinct()).hasSize(1);
    assertThat(met).allSatisfy(WithKafkaIT::assertGone);
  }

  @Test
  void classHasItsOwnClusterOnRequestBesideTheSharedOne() {
    run(Map.of(), First.class, Own.class)
        .testEvents()
        .assertStatistics(stats -> stats.started(3).succeeded(3));

    assertThat(met.stream().map(KafkaCluster::bootstrapServers).distinct()).hasSize(2);
    assertThat(met).allSatisfy(WithKafkaIT::assertGone);
  }

  @Test
  void logOfAFailedTestIsKeptAndItsPathPublished() {
    var results = run(Map.of(), Failing.class);

    results.testEvents().assertStatistics(stats -> stats.failed(1).aborted(1).succeeded(1));
    Path kept = logs.resolve(Failing.class.getName() + ".fails.log").toAbsolutePath();
    assertThat(logs).isDirectoryContaining(kept::equals);
    assertThat(logs.toFile().list()).hasSize(1);
    assertThat(kept).content().contains("Kafka Server started");
    assertThat(results.testEvents().reportingEntryPublished().stream())
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .containsExactly(Map.of("eventbus.broker.log", kept.toString()));
  }

  @Test
  void logIsKeptForTheClassWhenItsSetUpFails() {
    run(Map.of(), FailingSetUp.class).containerEvents().assertStatistics(stats -> stats.failed(1));

    assertThat(logs.resolve(FailingSetUp.class.getName() + ".log")).isNotEmptyFile();
  }

  @Test
  void clusterThatCannotStartFailsTheClassOnce() {
    var results = run(Map.of(), Impossible.class);

    results.containerEvents().assertStatistics(stats -> stats.failed(1));
    results.testEvents().assertStatistics(stats -> stats.started(0));
    assertThat(logs).isEmptyDirectory();
  }

  @Test
  void embeddedKafkaStandsInWhereDockerDoesNotAnswer() {
    Assumptions.assumeFalse(ContainerKafka.dockerAnswers(), "Docker answers");

    run(Map.of(WithKafka.KAFKA, "testcontainers"), First.class)
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1));

    assertThat(met)
        .singleElement()
        .extracting(KafkaCluster::bootstrapServers)
        .asString()
        .startsWith("127.0.0.1:");
  }

  private EngineExecutionResults run(Map<String, String> parameters, Class<?>... classes) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .configurationParameter(WithKafka.LOGS, logs.toString())
        .selectors(
            Arrays.stream(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
        .execute();
  }

  private static void assertGone(KafkaCluster kafka) {
    assertThat(Ports.isFree(Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]))).isTrue();
  }

  @WithKafka
  static class First {
    @Test
    void meets(KafkaCluster kafka) {
      met.add(kafka);
    }
  }

  @KafkaTest
  static class Second {
    @Test
    void meets(KafkaCluster kafka) throws Exception {
      met.add(kafka);
      kafka.createTopic("second", 1);
      Records.send(kafka, "second", "value");
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(kafka::stop)
          .withMessageContaining("own = true");
      assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kafka::close);
    }
  }

  static class Base extends First {}

  static class WithNested extends Base {
    @Nested
    class Inner {
      @Test
      void meets(KafkaCluster kafka) {
        met.add(kafka);
      }
    }
  }

  @WithKafka(own = true)
  static class Own {
    @Test
    void meets(KafkaCluster kafka) {
      met.add(kafka);
      kafka.stop();
      kafka.start();
    }

    @Nested
    class Inner {
      @Test
      void meets(KafkaCluster kafka) {
        met.add(kafka);
      }
    }
  }

  @WithKafka
  static class Failing {
    @Test
    void fails() {
      throw new AssertionError("on purpose");
    }

    @Test
    void aborts() {
      Assumptions.abort("on purpose");
    }

    @Test
    void succeeds() {}
  }

  @WithKafka
  static class FailingSetUp {
    @BeforeAll
    static void fails(KafkaCluster kafka) {
      throw new AssertionError("on purpose with " + kafka);
    }

    @Test
    void neverRuns() {}
  }

  @WithKafka(properties = "num.io.threads=many")
  static class Impossible {
    @Test
    void neverRuns() {}
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @WithKafka
  @interface KafkaTest {}
}
