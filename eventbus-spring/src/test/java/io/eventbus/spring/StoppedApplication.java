package io.eventbus.spring;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes down what its handler has done, and has requests that last until it is stopped. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@Import({StoppedApplication.Handler.class, StoppedApplication.Requests.class})
class StoppedApplication {

  static final String EFFECTS = "effects";
  static final String IN_WORK = "in-work";

  public static void main(String[] args) {
    ApplicationProcess.run(StoppedApplication.class, args);
  }

  static final class Handler {
    private final Path effects;

    Handler(@Value("${stopped.folder}") Path folder) {
      this.effects = folder.resolve(EFFECTS);
    }

    @OnEvent
    void on(TeacherCreated event) throws IOException {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos()); // so that some are at it at each stop
      Files.writeString(effects, event.teacherId() + "\n", CREATE, APPEND);
    }
  }

  @RestController
  static final class Requests {
    private final Path inWork;
    private final EventConsumersLifecycle consumers;
    private final EventPublisher publisher;

    Requests(
        @Value("${stopped.folder}") Path folder,
        EventConsumersLifecycle consumers,
        EventPublisher publisher) {
      this.inWork = folder.resolve(IN_WORK);
      this.consumers = consumers;
      this.publisher = publisher;
    }

    /** Publishes while the web server drains. */
    @PostMapping("/teachers/{id}")
    String create(@PathVariable("id") String id) throws IOException {
      Files.createFile(inWork);
      await().until(() -> !consumers.isRunning());
      return publisher
          .publish(new TeacherCreated(id))
          .toCompletableFuture()
          .join()
          .outcome()
          .name();
    }
  }
}
