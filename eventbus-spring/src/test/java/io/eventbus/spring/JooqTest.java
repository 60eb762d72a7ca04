package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.eventbus.publish.EventPublisher;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows that jOOQ writes and events in one transaction. */
class JooqTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class,
                  EventBusJdbcAutoConfiguration.class,
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  JooqAutoConfiguration.class,
                  TransactionAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=teacher-service",
              "spring.datasource.generate-unique-name=true",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s",
              "eventbus.outbox.enabled=true",
              "eventbus.outbox.outside-transaction=refuse");

  @Test
  void storesRowsAndEventsTogetherOrNotAtAll() {
    runner.run(
        context -> {
          var jooq = context.getBean(DSLContext.class);
          var publisher = context.getBean(EventPublisher.class);
          jooq.execute("create table teacher (id varchar(50))");
          for (boolean rollback : new boolean[] {true, false}) {
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(
                    status -> {
                      jooq.insertInto(table("teacher"), field("id")).values("ada").execute();
                      publisher.publish(new TeacherCreated("ada"));
                      if (rollback) {
                        status.setRollbackOnly();
                      }
                    });
          }

          assertThat(jooq.fetchCount(table("teacher"))).isEqualTo(1);
          assertThat(jooq.fetchCount(table("eventbus_outbox"))).isEqualTo(1);
        });
  }

  @Test
  void takesPartInTransactionsThatJooqBegins() {
    runner.run(
        context -> {
          var jooq = context.getBean(DSLContext.class);
          var publisher = context.getBean(EventPublisher.class);

          jooq.transaction(inside -> publisher.publish(new TeacherCreated("ada")));

          assertThat(jooq.fetchCount(table("eventbus_outbox"))).isEqualTo(1);
        });
  }
}
