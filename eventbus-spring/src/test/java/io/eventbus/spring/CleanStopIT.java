package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The process of an application gets SIGTERM under load, again and again. */
@WithKafka
@DisabledOnOs(OS.WINDOWS) // which has no such signal
@Timeout(900)
class CleanStopIT {

  private static final int STOPS = Integer.getInteger("it.stops", 2);
  private static final int EVENTS_BETWEEN = 200;
  private static final int EXIT_BY_SIGTERM = 143;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final KafkaCluster kafka;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger sent = new AtomicInteger();
  private final List<String> effects = new ArrayList<>();

  @TempDir Path folder;

  CleanStopIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void handlesNoEventAgainAndLosesNone() throws Exception {
    kafka.createTopic("cleanstop.teachercreated", 3);
    try (var bus =
        EventBus.builder()
            .bootstrapServers(kafka.bootstrapServers())
            .source("load")
            .topicPrefix("cleanstop")
            .build()) {
      var load = new Thread(() -> publish(bus), "load");
      load.start();
      for (int stop = 0; stop < STOPS; stop++) {
        stopUnderLoad(stop);
      }
      over.set(true);
      load.join();
    }
    handleTheRest();

    assertThat(effects).doesNotHaveDuplicates().hasSize(sent.get() + STOPS);
  }

  private void publish(EventBus bus) {
    while (!over.get()) {
      bus.publish(new TeacherCreated("t" + sent.incrementAndGet()));
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  private void stopUnderLoad(int stop) throws Exception {
    var own = folder.resolve("stop-" + stop);
    try (var application = start(own)) {
      await().atMost(SOON).until(() -> !application.port().isEmpty());
      var response = post(application, "request-" + stop);
      await()
          .atMost(SOON)
          .until(
              () ->
                  Files.exists(own.resolve(StoppedApplication.IN_WORK))
                      && effects(own).size() >= EVENTS_BETWEEN);
      assertThat(response).as("the request that waits for the stop").isNotDone();

      stop(application);
      assertThat(response.join().body()).isEqualTo("ACKNOWLEDGED");
    }
    effects.addAll(effects(own));
  }

  private CompletableFuture<HttpResponse<String>> post(ApplicationProcess application, String id) {
    var uri = URI.create("http://localhost:" + application.port() + "/teachers/" + id);
    var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private void handleTheRest() throws Exception {
    var own = folder.resolve("rest");
    int rest = sent.get() + STOPS - effects.size();
    try (var application = start(own)) {
      await().atMost(SOON).until(() -> effects(own).size() >= rest);
      stop(application);
    }
    effects.addAll(effects(own));
  }

  private ApplicationProcess start(Path own) throws IOException {
    return ApplicationProcess.start(
        own,
        StoppedApplication.class,
        List.of(
            "--spring.application.name=clean-stop",
            "--eventbus.topic-prefix=cleanstop",
            "--eventbus.bootstrap-servers=" + kafka.bootstrapServers(),
            "--logging.level.org.apache.kafka=warn",
            "--stopped.folder=" + own));
  }

  private static void stop(ApplicationProcess application) throws InterruptedException {
    assertThat(application.isAlive()).isTrue();
    application.terminate();
    assertThat(application.awaitEnd(STOP_TIMEOUT)).isEqualTo(EXIT_BY_SIGTERM);
    assertThat(application.log()).doesNotContain("ERROR", "WARN", "Exception");
  }

  private static List<String> effects(Path own) throws IOException {
    var file = own.resolve(StoppedApplication.EFFECTS);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
