package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong with an outbox is told: no Kafka, no database, nobody with the lease. */
@WithKafka(own = true)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RelayHealthIT {

  private static final String TOPIC = "relay-health";
  private static final RelayOptions RELAY =
      RelayOptions.defaults().withLeaseLength(Duration.ofSeconds(1));
  private static final HealthOptions QUICK =
      HealthOptions.defaults()
          .withOutboxAge(Duration.ofSeconds(2))
          .withProbeTimeout(Duration.ofSeconds(1));

  private final KafkaCluster kafka;
  private HikariDataSource direct;
  private Link link;
  private HikariDataSource database;
  private EventBus bus;
  private JdbcOutboxStore store;

  RelayHealthIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() throws Exception {
    direct = Databases.POSTGRES.withTables();
    link = new Link(port());
    database = through();
    store = JdbcOutboxStore.of(database);
    bus =
        EventBus.builder()
            .bootstrapServers(kafka.bootstrapServers())
            .source("it")
            .health(QUICK)
            .build();
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
    database.close();
    link.close();
    direct.close();
  }

  @Test
  void whileKafkaIsAwayTheAgeOfTheOutboxIsTold() throws Exception {
    kafka.createTopic(TOPIC, 1);
    bus.relay(store, RELAY).start();
    awaitUp();
    kafka.kill();
    try (var connection = direct.getConnection()) {
      connection.setAutoCommit(false);
      bus.outbox(store)
          .publish(connection, new Changed("a", 1), PublishOptions.defaults().withTopic(TOPIC));
      connection.commit();
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(ofRelay())
                    .anyMatch(text -> text.startsWith("events wait in the outbox: 1,")));
    assertThat(bus.health().status()).isEqualTo(HealthStatus.DEGRADED);

    kafka.start();
    awaitUp();
  }

  @Test
  void aLeaseThatNobodyCanTakeIsTold() throws Exception {
    try (var blocking = direct.getConnection()) {
      lockTheLease(blocking);
      bus.relay(store, RELAY).start();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(ofRelay()).anyMatch(text -> text.contains("no relay has the lease")));
      blocking.rollback();
    }
    awaitUp();
  }

  @Test
  void aDatabaseThatIsAwayIsTold() throws Exception {
    bus.relay(store, RELAY).start();
    awaitUp();
    link.cut();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(ofRelay())
                    .anyMatch(text -> text.contains("the database of the outbox does not answer")));
    link.mend();
    awaitUp();
  }

  private static void lockTheLease(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("select * from eventbus_outbox_lease for update");
    }
  }

  private List<String> ofRelay() {
    return bus.health().problems().stream()
        .filter(problem -> problem.part().equals("relay of eventbus_outbox"))
        .map(HealthProblem::message)
        .toList();
  }

  private void awaitUp() {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(bus.health().problems()).isEmpty());
  }

  private int port() {
    return URI.create(direct.getJdbcUrl().substring(5)).getPort();
  }

  private HikariDataSource through() {
    var config = new HikariConfig();
    config.setJdbcUrl(direct.getJdbcUrl().replace(":" + port(), ":" + link.port()));
    config.setMaximumPoolSize(10);
    config.setConnectionTimeout(1_000);
    return new HikariDataSource(config);
  }
}
