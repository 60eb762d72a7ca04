package io.eventbus.examples.school;

import io.eventbus.examples.identity.IdentityApplication;
import io.eventbus.examples.teacher.TeacherApplication;
import io.eventbus.test.EmbeddedKafka;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker and the services of the school, on free ports of this machine. */
public final class School implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final String bootstrapServers;
  private final URI teacherService;
  private final URI identityService;

  private School() {
    var kafka = EmbeddedKafka.builder().start();
    running.push(kafka);
    bootstrapServers = kafka.bootstrapServers();
    teacherService = start(TeacherApplication.application());
    identityService = start(IdentityApplication.application());
  }

  /** Starts them all; if one does not start, none stays. */
  public static School open() {
    return new School();
  }

  private URI start(SpringApplicationBuilder service) {
    try {
      ConfigurableApplicationContext context =
          service
              // Closed in order by close(), not all at once by hooks of their own.
              .registerShutdownHook(false)
              .logStartupInfo(false)
              .run(
                  "--server.port=0",
                  "--eventbus.bootstrap-servers=" + bootstrapServers,
                  // Topics are created when they are first used, which the clients call trouble.
                  "--logging.level.org.apache.kafka=error",
                  "--logging.level.org.flywaydb=error");
      running.push(context);
      var port = context.getEnvironment().getRequiredProperty("local.server.port");
      return URI.create("http://localhost:" + port);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Where the brokers are, as {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where the teacher service answers. */
  public URI teacherService() {
    return teacherService;
  }

  /** Where the identity service answers. */
  public URI identityService() {
    return identityService;
  }

  /** Ends the services, the last one first, and then the broker. Closing again does nothing. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("could not be closed: " + e);
      }
    }
  }
}
