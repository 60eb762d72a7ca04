package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.consume.EventContext;
import io.eventbus.consume.EventHandler;
import io.eventbus.event.EventMetadata;
import io.eventbus.publish.EventPublisher;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Entities, events and claims in one transaction. */
class JpaTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class,
                  EventBusJdbcAutoConfiguration.class,
                  DataSourceAutoConfiguration.class,
                  HibernateJpaAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  TransactionAutoConfiguration.class))
          .withUserConfiguration(Entities.class)
          .withPropertyValues(
              "spring.application.name=teacher-service",
              "spring.datasource.generate-unique-name=true",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s",
              "eventbus.outbox.enabled=true");

  private static int count(ApplicationContext context, String table) {
    var count =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject("select count(*) from " + table, Integer.class);
    return count == null ? -1 : count;
  }

  private static EntityManager entities(ApplicationContext context) {
    return SharedEntityManagerCreator.createSharedEntityManager(
        context.getBean(EntityManagerFactory.class));
  }

  private static EventContext context() {
    var metadata =
        new EventMetadata(
            UUID.randomUUID().toString(),
            "teacher-service",
            "teacher.created",
            1,
            Instant.now(),
            null,
            null,
            null,
            null);
    return EventContext.of(metadata, "t", 0, 0, null, 1, Map.of());
  }

  @Test
  void storesEntitiesAndEventsTogetherOrNotAtAll() {
    runner.run(
        context -> {
          var manager = context.getBean(PlatformTransactionManager.class);
          assertThat(manager).isInstanceOf(JpaTransactionManager.class);
          for (boolean rollback : new boolean[] {true, false}) {
            new TransactionTemplate(manager)
                .executeWithoutResult(
                    status -> {
                      entities(context).persist(new Teacher("ada"));
                      context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));
                      if (rollback) {
                        status.setRollbackOnly();
                      }
                    });
          }

          assertThat(count(context, "teacher")).isEqualTo(1);
          assertThat(count(context, "eventbus_outbox")).isEqualTo(1);
        });
  }

  @Test
  void handlesAnEventOnceWithItsEntities() {
    runner.run(
        context -> {
          var attempts = new AtomicInteger();
          EventHandler<TeacherCreated> handler =
              context
                  .getBean(Inboxes.class)
                  .of("group")
                  .once(
                      (event, received, transaction) -> {
                        entities(context).persist(new Teacher(event.teacherId()));
                        context.getBean(EventPublisher.class).publish(event);
                        if (attempts.incrementAndGet() == 1) {
                          throw new IllegalStateException("not yet");
                        }
                      });
          var received = context();

          assertThatThrownBy(() -> handler.handle(new TeacherCreated("ada"), received))
              .hasMessage("not yet");
          assertThat(count(context, "teacher")).isZero();
          assertThat(count(context, "eventbus_outbox")).isZero();
          handler.handle(new TeacherCreated("ada"), received);
          handler.handle(new TeacherCreated("ada"), received);

          assertThat(attempts).hasValue(2);
          assertThat(count(context, "teacher")).isEqualTo(1);
          assertThat(count(context, "eventbus_outbox")).isEqualTo(1);
        });
  }

  @Entity(name = "teacher")
  static class Teacher {
    @Id private String id;

    protected Teacher() {}

    Teacher(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EntityScan(basePackageClasses = JpaTest.class)
  static class Entities {}
}
