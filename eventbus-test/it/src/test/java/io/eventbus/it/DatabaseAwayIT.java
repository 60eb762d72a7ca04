package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.inbox.Inbox;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database goes away in the middle of consuming. */
@WithKafka
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatabaseAwayIT {

  private static final int AWAY = Integer.getInteger("it.database.outage.seconds", 5);
  private static final int EVENTS = 2_000;

  /** What the handlers may just have asked the database to commit. */
  private static final int UNDER_WAY = ConsumerOptions.defaults().concurrency();

  private final KafkaCluster kafka;
  private final String topic = unique("db-away");
  private final String group = unique("group");

  DatabaseAwayIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void nothingIsSavedBeyondWhatIsStoredAndItGoesOnByItself() throws Exception {
    kafka.createTopic(topic, 2);
    try (var direct = Databases.POSTGRES.withTables();
        var link = new Link(URI.create(direct.getJdbcUrl().substring(5)).getPort());
        var database = through(link, direct);
        var bus =
            EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build()) {
      var effects = new Effects(direct);
      var inbox = Inbox.of(group, JdbcInboxStore.of(database), JdbcTransactions.of(database));
      var consumer =
          bus.consumer(group)
              .on(Numbered.class, topic, inbox.once((event, context, tx) -> Effects.add(event, tx)))
              .options(FREQUENT_COMMITS)
              .start();
      publish(bus, 0);
      await().until(() -> effects.count() > EVENTS / 4);

      link.cut();
      long stored = effects.count();
      publish(bus, EVENTS);
      await()
          .during(Duration.ofSeconds(AWAY))
          .atMost(Duration.ofSeconds(AWAY + 30))
          .until(() -> savedTotal() <= effects.count() && effects.count() <= stored + UNDER_WAY);
      assertThat(consumer.status().partitions())
          .anyMatch(partition -> partition.outageSince().isPresent());
      assertThat(consumer.statistics().deadLettered()).isZero();
      link.mend();

      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(savedTotal()).isEqualTo(2 * EVENTS));
      assertThat(effects.count()).isEqualTo(2 * EVENTS);
      assertThat(effects.distinct()).isEqualTo(2 * EVENTS);
      assertThat(consumer.statistics().deadLettered()).isZero();
    }
  }

  private static HikariDataSource through(Link link, HikariDataSource direct) {
    var config = new HikariConfig();
    var port = URI.create(direct.getJdbcUrl().substring(5)).getPort();
    config.setJdbcUrl(direct.getJdbcUrl().replace(":" + port, ":" + link.port()));
    config.setMaximumPoolSize(16);
    config.setConnectionTimeout(1_000);
    return new HikariDataSource(config);
  }

  private void publish(EventBus bus, int from) {
    for (int i = from; i < from + EVENTS; i++) {
      bus.publish(new Numbered(i, "series-" + i % 50), PublishOptions.defaults().withTopic(topic));
    }
  }

  private long savedTotal() throws Exception {
    return Fixture.committed(kafka, group).values().stream().mapToLong(Long::longValue).sum();
  }
}
