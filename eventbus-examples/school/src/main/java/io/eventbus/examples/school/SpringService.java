package io.eventbus.examples.school;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One service of the school. It keeps its port and its database, so that it can be stopped and
 * started again.
 */
final class Service implements AutoCloseable {

  private final Supplier<SpringApplicationBuilder> application;
  private final List<String> arguments;
  private int port; // 0 until it has one
  private @Nullable ConfigurableApplicationContext context;

  Service(Supplier<SpringApplicationBuilder> application, String bootstrapServers) {
    this.application = application;
    this.arguments =
        List.of(
            "--eventbus.bootstrap-servers=" + bootstrapServers,
            "--spring.datasource.url=jdbc:h2:mem:"
                + UUID.randomUUID()
                + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            // Topics are created when they are first used, which the clients call trouble.
            "--logging.level.org.apache.kafka=error",
            "--logging.level.org.flywaydb=error");
  }

  /** Starts it, on a free port or the one that it had. */
  synchronized void start() {
    var all = new ArrayList<>(arguments);
    all.add("--server.port=" + port);
    var started =
        application
            .get()
            // Closed in order by the school, not all at once by hooks of their own.
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .run(all.toArray(String[]::new));
    context = started;
    port = started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Stops it. Stopping again does nothing. */
  @Override
  public synchronized void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  /** Where it answers. */
  synchronized URI uri() {
    return URI.create("http://localhost:" + port);
  }
}
