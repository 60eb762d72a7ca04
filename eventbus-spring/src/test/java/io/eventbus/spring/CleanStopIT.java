package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that is stopped under load leaves nothing to be done again. */
@WithKafka
@Timeout(300)
class CleanStopIT {

  private static final int STOPS = Integer.getInteger("it.stops", 5);
  private static final int EVENTS_BETWEEN = 200;
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  private static void runUntilSeen(KafkaCluster kafka, int events) {
    try (var context = start(kafka)) {
      await().atMost(SOON).until(() -> SEEN.size() >= events);
      assertThat(context.isRunning()).isTrue();
    }
  }

  private static ConfigurableApplicationContext start(KafkaCluster kafka) {
    var spring = new SpringApplication(Application.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    return spring.run(
        "--spring.application.name=clean-stop",
        "--spring.main.banner-mode=off",
        "--eventbus.topic-prefix=cleanstop",
        "--eventbus.bootstrap-servers=" + kafka.bootstrapServers());
  }

  @Test
  void handlesNoEventAgain(KafkaCluster kafka) throws InterruptedException {
    var over = new AtomicBoolean();
    var sent = new AtomicInteger();
    try (var bus =
        EventBus.builder()
            .bootstrapServers(kafka.bootstrapServers())
            .source("load")
            .topicPrefix("cleanstop")
            .build()) {
      var load = new Thread(() -> publish(bus, sent, over), "load");
      load.start();
      for (int stop = 0; stop < STOPS; stop++) {
        int before = SEEN.size();
        runUntilSeen(kafka, before + EVENTS_BETWEEN);
      }
      over.set(true);
      load.join();
    }
    runUntilSeen(kafka, sent.get());

    assertThat(SEEN).doesNotHaveDuplicates().hasSize(sent.get());
  }

  private static void publish(EventBus bus, AtomicInteger sent, AtomicBoolean over) {
    while (!over.get()) {
      bus.publish(new TeacherCreated("t" + sent.incrementAndGet()));
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {

    @OnEvent
    void on(TeacherCreated event) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos()); // so that some are at it at each stop
      SEEN.add(event.teacherId());
    }
  }
}
