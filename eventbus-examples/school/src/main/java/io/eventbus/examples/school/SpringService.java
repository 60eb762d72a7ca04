package io.eventbus.examples.school;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that is a Spring Boot application. */
final class SpringService implements Service {

  private final Supplier<SpringApplicationBuilder> application;
  private final Supplier<List<String>> more;
  private final String bootstrapServers;
  private final String database = Databases.inMemory();
  private volatile int port; // 0 until it has one
  private volatile @Nullable ConfigurableApplicationContext context;

  /**
   * Makes it, not started.
   *
   * @param more its own arguments, asked for at each start
   */
  SpringService(
      Supplier<SpringApplicationBuilder> application,
      Supplier<List<String>> more,
      String bootstrapServers) {
    this.application = application;
    this.more = more;
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    var started =
        application
            .get()
            // Closed in order by the school, not all at once by hooks of their own.
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .run(arguments().toArray(String[]::new));
    port = started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    context = started;
  }

  private List<String> arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--eventbus.bootstrap-servers=" + bootstrapServers,
                "--spring.datasource.url=" + database,
                // Topics are created when they are first used, which the clients call trouble.
                "--logging.level.org.apache.kafka=error",
                "--logging.level.org.flywaydb=error"));
    arguments.addAll(more.get());
    return arguments;
  }

  @Override
  public synchronized void close() {
    var running = context;
    if (running != null) {
      context = null;
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return context != null;
  }

  @Override
  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public String database() {
    return database;
  }
}
