package io.eventbus.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application in a JVM of its own that the developer tools restart when a file changes. */
@WithKafka
@Timeout(180)
class DevtoolsRestartIT {

  private static final int RESTARTS = 2;
  private static final String HANDLED = "HANDLED ";
  private static final String GROUP = "devtools.school";

  /** Publishes an event at each start, and tells which threads there are once it is handled. */
  private static final String APPLICATION =
      """
      package school;

      import io.eventbus.event.*;
      import io.eventbus.publish.EventPublisher;
      import io.eventbus.spring.OnEvent;
      import java.util.*;
      import org.springframework.boot.*;
      import org.springframework.boot.autoconfigure.SpringBootApplication;
      import org.springframework.context.annotation.Bean;

      @SpringBootApplication
      public class Restarted {
        private static final String RUN = UUID.randomUUID().toString();

        @EventType("teacher.created")
        record TeacherCreated(String run) implements IntegrationEvent {}

        @Bean
        ApplicationRunner start(EventPublisher publisher) {
          return arguments -> publisher.publish(new TeacherCreated(RUN));
        }

        @OnEvent
        void on(TeacherCreated event) {
          if (event.run().equals(RUN)) {
            var threads = new ArrayList<String>();
            var left = new ArrayList<String>();
            for (var thread : Thread.getAllStackTraces().keySet()) {
              var loader = thread.getContextClassLoader();
              boolean restarted = loader != null && loader.getClass().getName().contains("Restart");
              if (restarted && loader != Restarted.class.getClassLoader()) {
                left.add(thread.getName());
              }
              threads.add(thread.getName());
            }
            System.out.println("HANDLED " + String.join(";", left) + "|" + String.join(";", threads));
          }
        }

        public static void main(String[] args) {
          SpringApplication.run(Restarted.class, args);
        }
      }
      """;

  private final List<String> handled = new CopyOnWriteArrayList<>();

  @Test
  void leavesNoConsumerBehind(KafkaCluster kafka, @TempDir Path folder) throws Exception {
    var classes = CompiledApplication.compile(folder, Map.of("Restarted", APPLICATION));
    change(classes, 0);
    var process = start(classes, kafka, folder);
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      awaitOneMember(admin, 1);
      for (int restart = 1; restart <= RESTARTS; restart++) {
        change(classes, restart);
        awaitOneMember(admin, restart + 1);
      }
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }

    assertThat(handled).hasSize(RESTARTS + 1).allSatisfy(DevtoolsRestartIT::assertNothingLeft);
  }

  /** A file of the class path that is another one than before: the tools look for that. */
  private static void change(Path classes, int version) throws IOException {
    Files.writeString(
        classes.resolve("application.properties"),
        "spring.application.name=school\nschool.version=" + "1".repeat(version + 1) + "\n");
  }

  private Process start(Path classes, KafkaCluster kafka, Path folder) throws IOException {
    var entries = new ArrayList<>(List.of(classes));
    entries.addAll(CompiledApplication.classPath());
    entries.add(Path.of("target", "devtools", "spring-boot-devtools.jar").toAbsolutePath());
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                CompiledApplication.joined(entries),
                "school.Restarted",
                "--eventbus.bootstrap-servers=" + kafka.bootstrapServers(),
                "--eventbus.namespace=devtools",
                "--spring.devtools.restart.poll-interval=200ms",
                "--spring.devtools.restart.quiet-period=100ms",
                "--spring.devtools.livereload.enabled=false",
                "--spring.main.banner-mode=off",
                "--logging.level.org.apache.kafka=warn")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var reader = new Thread(() -> read(process), "output");
    reader.setDaemon(true);
    reader.start();
    return process;
  }

  private void read(Process process) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(HANDLED)) {
          handled.add(line.substring(HANDLED.length()));
        } else {
          System.out.println("  restarted: " + line);
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  private void awaitOneMember(Admin admin, int starts) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(handled).hasSize(starts);
              var group =
                  admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get();
              assertThat(group.members()).hasSize(1);
            });
  }

  /** Nothing of an earlier run is left but threads of the developer tools and of the JDK. */
  private static void assertNothingLeft(String threads) {
    var left = List.of(threads.substring(0, threads.indexOf('|')).split(";", -1));
    assertThat(left)
        .isSubsetOf(
            "",
            "File Watcher",
            "CompletableFutureDelayScheduler",
            "ForkJoinPool.commonPool-delayScheduler");
    var all = List.of(threads.substring(threads.indexOf('|') + 1).split(";", -1));
    for (var one :
        List.of(
            "eventbus-" + GROUP + "-poll",
            "eventbus-keep-alive",
            "eventbus-publisher-waiting",
            "kafka-coordinator-heartbeat-thread",
            "kafka-producer-network-thread")) {
      assertThat(all).filteredOn(name -> name.startsWith(one)).as(one).hasSize(1);
    }
  }
}
