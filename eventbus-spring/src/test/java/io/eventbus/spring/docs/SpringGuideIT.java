package io.eventbus.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application of the page runs as it stands there. */
@WithKafka
class SpringGuideIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void publishesAndConsumes(KafkaCluster kafka) {
    var builder =
        new SpringApplicationBuilder(SchoolApplication.class).web(WebApplicationType.NONE);
    try (var context =
        builder.run(
            "--spring.config.name=school",
            "--eventbus.topic-prefix=guide", // others publish on the same brokers
            "--spring.datasource.generate-unique-name=true",
            "--spring.main.banner-mode=off",
            "--eventbus.bootstrap-servers=" + kafka.bootstrapServers())) {
      var jdbc = context.getBean(JdbcTemplate.class);
      jdbc.execute("create table teacher (id varchar(50), name varchar(50))");
      jdbc.execute("create table account (id varchar(50))");

      context.getBean(Teachers.class).create("t1", "Ada Lovelace");

      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(context.getBean(Welcome.class).names).containsExactly("Ada Lovelace");
                assertThat(context.getBean(Identities.Search.class).seen)
                    .containsExactlyInAnyOrder("indexed t1", "mailed t1 of school");
                assertThat(jdbc.queryForList("select id from account", String.class))
                    .containsExactly("t1");
              });
    }
  }
}
