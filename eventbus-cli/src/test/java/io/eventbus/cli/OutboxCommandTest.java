package io.eventbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.JsonEvent;
import io.eventbus.event.EventMetadata;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxCommandTest {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final Session session =
      new Session()
          .with("EVENTBUS_JDBC_URL", url)
          .with("EVENTBUS_JDBC_USERNAME", "sa")
          .with("EVENTBUS_JDBC_PASSWORD", "canary-7c1f");

  @BeforeEach
  void twoOfThreeEventsAreHeld() {
    var database = database();
    JdbcSchema.create(database);
    var store = JdbcOutboxStore.of(database);
    store.insert(IntStream.range(0, 3).mapToObj(OutboxCommandTest::event).toList());
    try (var operations = store.open()) {
      operations.hold(1, "it is too large");
      operations.holdBehind(List.of(2L));
    }
  }

  private DataSource database() {
    var database = new JdbcDataSource();
    database.setURL(url);
    database.setUser("sa");
    database.setPassword("canary-7c1f");
    return database;
  }

  private static EncodedEvent event(int number) {
    var id = "e-" + number;
    var metadata =
        new EventMetadata(id, "s", "order.placed", 1, Instant.EPOCH, null, null, null, null);
    var key = number < 2 ? "o-1" : "o-2";
    return new EventCodec(CodecLimits.defaults())
        .encode(JsonEvent.of("{}"), metadata, "orders", key, Map.of());
  }

  @Test
  void statusTellsWhatWaitsAndWhatIsHeld() {
    var status = session.run("outbox", "status");
    var json = session.run("outbox", "status", "--json");

    assertThat(status.code()).isZero();
    assertThat(status.out())
        .contains("OUTBOX      eventbus_outbox\n")
        .contains("WAITING     1\n")
        .contains("HELD        2\n")
        .contains("RELAY       -\n");
    assertThat(json.out())
        .startsWith("{\"outbox\":\"eventbus_outbox\",\"waiting\":1,\"oldestAge\":")
        .endsWith("\"held\":2,\"relay\":null}\n");
  }

  @Test
  void heldEventsAreListedWithTheirReason() {
    var held = session.run("outbox", "held", "--json");

    assertThat(held.code()).isZero();
    assertThat(held.lines())
        .singleElement()
        .asString()
        .startsWith(
            "{\"id\":1,\"eventId\":\"e-0\",\"type\":\"order.placed\",\"topic\":\"orders\","
                + "\"key\":\"o-1\",\"since\":\"")
        .endsWith("\"behind\":1,\"reason\":\"it is too large\"}");
  }

  @Test
  void heldEventIsTriedAgain() {
    assertThat(session.run("outbox", "retry", "1", "--dry-run").out())
        .isEqualTo("1 would be tried again\n");
    assertThat(session.run("outbox", "retry", "1"))
        .isEqualTo(new Session.Result(0, "1 is tried again\n", ""));
    assertThat(session.run("outbox", "held").out()).isEqualTo("nothing is held back\n");
  }

  @Test
  void heldEventIsGivenUpOnlyIfTheOperatorSaysSo() {
    assertThat(session.run("outbox", "skip", "1").code()).as("nobody to ask").isEqualTo(2);
    assertThat(session.run("outbox", "skip", "1", "--dry-run").out())
        .isEqualTo("1 would be given up\n");
    assertThat(session.answering("n").run("outbox", "skip", "1").code()).isEqualTo(1);
    assertThat(session.run("outbox", "held").lines()).as("still there").hasSize(2);

    var skipped = session.answering("y").run("outbox", "skip", "1");

    assertThat(skipped).isEqualTo(new Session.Result(0, "1 is given up\n", ""));
    assertThat(session.questions()).contains("Give up 1 event of the outbox for good? [y/N] ");
    assertThat(session.run("outbox", "skip", "1", "--yes").code()).as("no more").isEqualTo(1);
  }

  @Test
  void whatIsNotHeldIsAFailure() {
    var result = session.run("outbox", "retry", "1", "3");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("1 is tried again\n");
    assertThat(result.err()).startsWith("no event 3 is held; eventbus outbox held lists");
    assertThat(session.run("outbox", "retry", "3", "--json").out())
        .isEqualTo("{\"id\":3,\"held\":false}\n");
  }

  @Test
  void outboxWithANameHasTablesOfItsOwn() {
    assertThat(session.run("outbox", "status", "--name", "1").err())
        .startsWith(
            "eventbus: the outbox cannot be used: the tables of the outbox eventbus_outbox_1");
    assertThat(session.run("outbox", "status", "--name", "No").code()).isEqualTo(2);
    JdbcSchema.create(database(), "1");
    assertThat(session.run("outbox", "status", "--name", "1").out())
        .contains("WAITING     0\n")
        .contains("OLDEST AGE  0s\n");
  }

  @Test
  void databaseThatIsNotThereIsOneLineWithoutThePassword() {
    var result =
        session.run("outbox", "status", "--jdbc-url", "jdbc:h2:./target/not-there", "--verbose");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("eventbus: the database of the outbox cannot be reached: Database ")
        .doesNotContain("canary");
  }

  @Test
  void addressWithoutADriverIsOneLineWithoutThePassword() {
    session.with("EVENTBUS_JDBC_URL", "jdbc:nosuch://h/d?user=u&password=pass-71");

    var result = session.run("outbox", "status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("No suitable driver").doesNotContain("pass-71");
  }
}
