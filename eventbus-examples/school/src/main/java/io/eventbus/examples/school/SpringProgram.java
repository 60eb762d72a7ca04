package io.eventbus.examples.school;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A Spring Boot application, which is told by arguments. */
final class SpringProgram implements Service.Program {

  private final School school;
  private final Supplier<SpringApplicationBuilder> application;
  private final Function<School, List<String>> more;

  /**
   * Makes it.
   *
   * @param more its own arguments, asked for at each start
   */
  SpringProgram(
      School school,
      Supplier<SpringApplicationBuilder> application,
      Function<School, List<String>> more) {
    this.school = school;
    this.application = application;
    this.more = more;
  }

  @Override
  public Service.Running start(int port, String database) {
    var arguments =
        new ArrayList<>(
            List.of(
                // Nobody else is let in: some have no login, and endpoints that change things.
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--eventbus.bootstrap-servers=" + school.kafka().bootstrapServers(),
                "--spring.datasource.url=" + database,
                // Topics are created when they are first used, which the clients call trouble.
                "--logging.level.org.apache.kafka=error",
                "--logging.level.org.flywaydb=error"));
    arguments.addAll(more.apply(school));
    var context =
        application
            .get()
            // Closed in order by the school, not all at once by hooks of their own.
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .run(arguments.toArray(String[]::new));
    var own = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Service.Running(own, context);
  }
}
