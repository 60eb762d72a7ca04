package io.eventbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.JsonEvent;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.Ordering;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.publish.PublishOptions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Plays what docs/command-line.md shows, against a broker and a database as the page has them. */
@WithKafka(own = true)
class CommandLinePageIT {

  private static final Path PAGE = Path.of("..", "docs", "command-line.md");
  private static final String TOPIC = "emis.teacher.teachercreated";
  private static final String DATABASE = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @EventType("teacher.created")
  record TeacherCreated(String teacherId, String fullName) implements IntegrationEvent {

    @Override
    public String key() {
      return teacherId;
    }
  }

  private final KafkaCluster kafka;
  private final Session session;
  private int exitCode;

  CommandLinePageIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.session =
        new Session()
            .with("KAFKA_BROKERS", kafka.bootstrapServers())
            .with("KAFKA_GROUP_ID", "identity-service")
            .with("EVENTBUS_JDBC_URL", DATABASE)
            .with("EVENTBUS_JDBC_USERNAME", "sa");
  }

  @Test
  void pageShowsWhatTheCommandsPrint() throws Exception {
    threeTeachersOfFourCannotBeHandled();
    twoEventsOfTheOutboxAreHeld();
    var page = new ConsolePage(Files.readString(PAGE));

    var replayed = page.replayed(this::run);

    Files.writeString(Path.of("target", "command-line.md"), replayed.text()); // to copy from
    assertThat(page.commands()).isGreaterThan(15);
    assertThat(replayed.normalised()).isEqualTo(page.normalised());
  }

  private String run(List<String> words) {
    if (words.equals(List.of("echo", "$?"))) {
      return exitCode + "\n";
    }
    assertThat(words).first().isEqualTo("eventbus");
    var result = session.run(words.subList(1, words.size()).toArray(String[]::new));
    exitCode = result.code();
    return result.out() + result.err();
  }

  private void threeTeachersOfFourCannotBeHandled() {
    kafka.createTopic(TOPIC, 1);
    try (var bus =
        EventBus.builder()
            .bootstrapServers(kafka.bootstrapServers())
            .source("teacher-service")
            .build()) {
      for (var id : List.of("t-1", "t-2", "t-3", "t-4")) {
        var options = PublishOptions.defaults().withTopic(TOPIC).withCorrelationId("import-7");
        bus.publish(new TeacherCreated(id, "Ada Lovelace"), options).toCompletableFuture().join();
      }
      bus.consumer("identity-service")
          .on(TeacherCreated.class, TOPIC, (event, context) -> handle(event))
          .retry(RetryPolicy.none())
          .options(ConsumerOptions.defaults().withOrdering(Ordering.PARTITION))
          .start();
      var letters = bus.deadLetters("identity-service");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> letters.count(DeadLetterFilter.all()) == 3);
    }
  }

  private static void handle(TeacherCreated event) throws SQLTransientConnectionException {
    switch (event.teacherId()) {
      case "t-1" -> {}
      case "t-4" -> throw new IllegalArgumentException("phoneNumber is blank");
      default -> throw new SQLTransientConnectionException("no connection within 30 s");
    }
  }

  private static void twoEventsOfTheOutboxAreHeld() {
    var database = new JdbcDataSource();
    database.setURL(DATABASE);
    database.setUser("sa");
    JdbcSchema.create(database);
    var store = JdbcOutboxStore.of(database);
    var codec = new EventCodec(CodecLimits.defaults());
    for (var key : List.of("t-1", "t-1", "t-2", "t-3")) {
      var metadata =
          new EventMetadata(
              UUID.randomUUID().toString(),
              "s",
              "teacher.created",
              1,
              Instant.now(),
              null,
              null,
              null,
              null);
      store.insert(List.of(codec.encode(JsonEvent.of("{}"), metadata, TOPIC, key, Map.of())));
    }
    try (var operations = store.open()) {
      operations.hold(1, "it is too large; raise maxEventBytes and the topic's max.message.bytes");
      operations.holdBehind(List.of(2L));
      operations.hold(3, "this client may not write there");
    }
  }
}
