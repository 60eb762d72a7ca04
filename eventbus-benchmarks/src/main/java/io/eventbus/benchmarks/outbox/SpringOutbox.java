package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.SampleEvent;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An outbox that lives in a Spring Boot application without a web server, with the pool of 40
 * connections that all have.
 */
abstract class SpringOutbox implements OutboxContender {

  private final ConfigurableApplicationContext application;
  private final TransactionTemplate transactions;
  private final JdbcTemplate jdbc;

  /** What an application is told beside its properties. */
  record Setup(DataSource dataSource, String servers, String topic) {}

  SpringOutbox(Class<?> configuration, Setup setup, String... properties) {
    this.application =
        new SpringApplicationBuilder(configuration)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties("logging.level.root=warn")
            .properties(properties)
            .initializers(
                context -> {
                  var beans = context.getBeanFactory();
                  beans.registerSingleton("dataSource", setup.dataSource());
                  beans.registerSingleton("setup", setup);
                })
            .run();
    this.transactions = application.getBean(TransactionTemplate.class);
    this.jdbc = application.getBean(JdbcTemplate.class);
  }

  ConfigurableApplicationContext application() {
    return application;
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  /** Stores an event in the transaction of the calling thread. */
  abstract void add(SampleEvent event);

  @Override
  public void store(List<SampleEvent> events) {
    transactions.executeWithoutResult(status -> events.forEach(this::add));
  }

  @Override
  public void transact(SampleEvent event) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.update(OutboxDatabase.INSERT, event.fullName());
          add(event);
        });
  }

  @Override
  public void close() {
    application.close();
  }
}
