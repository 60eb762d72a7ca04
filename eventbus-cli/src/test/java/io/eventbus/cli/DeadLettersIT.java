package io.eventbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.Ordering;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What eventbus dlq does with letters of a real consumer. */
@WithKafka
class DeadLettersIT {

  @EventType("order.placed")
  record OrderPlaced(String orderId) implements IntegrationEvent {

    @Override
    public String key() {
      return orderId;
    }
  }

  private static final String GROUP = "billing-" + UUID.randomUUID();
  private static final String LOOKED_AT = "looked-at-" + UUID.randomUUID();
  private static final String SENT_BACK = "sent-back-" + UUID.randomUUID();
  private static final String ALONE = "alone-" + UUID.randomUUID();
  private static final String DISCARDED = "discarded-" + UUID.randomUUID();

  private final Session session;

  DeadLettersIT(KafkaCluster kafka) {
    this.session =
        new Session().with("KAFKA_BROKERS", kafka.bootstrapServers()).with("KAFKA_GROUP_ID", GROUP);
  }

  /** Of each topic: the letters 0 and 1 died alike, 2 otherwise. */
  @BeforeAll
  static void threeEventsOfEachTopicCannotBeHandled(KafkaCluster kafka) {
    try (var bus =
        EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("shop").build()) {
      var consumer = bus.consumer(GROUP).retry(RetryPolicy.none());
      for (var topic : List.of(LOOKED_AT, SENT_BACK, ALONE, DISCARDED)) {
        kafka.createTopic(topic, 1);
        for (var id : List.of("o-1", "o-2", "o-3")) {
          var options = PublishOptions.defaults().withTopic(topic).withId("e-" + id);
          bus.publish(new OrderPlaced(id), options).toCompletableFuture().join();
        }
        consumer.on(OrderPlaced.class, topic, (event, context) -> handle(event));
      }
      consumer
          .options(ConsumerOptions.defaults().withOrdering(Ordering.PARTITION).withConcurrency(1))
          .start();
      var letters = bus.deadLetters(GROUP);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> letters.count(DeadLetterFilter.all()) == 12);
    }
  }

  private static void handle(OrderPlaced event) {
    throw event.orderId().equals("o-3")
        ? new IllegalArgumentException("no such order")
        : new IllegalStateException("account locked");
  }

  private Session.Result run(String... args) {
    return session.run(args);
  }

  private static String letter(String topic, int offset) {
    return topic + "." + GROUP + ".dlq:0:" + offset;
  }

  @Test
  void lettersAreListedAndCounted() {
    var list = run("dlq", "list", "--topic", LOOKED_AT, "--json");
    assertThat(list.code()).isZero();
    assertThat(list.lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"id\":\"" + letter(LOOKED_AT, 0) + "\",\"diedAt\":\"")
        .endsWith(
            "\"type\":\"order.placed\",\"key\":\"o-1\",\"reason\":\"retries-exhausted\","
                + "\"exception\":\"IllegalStateException\",\"attempts\":1,\"round\":1}");
    assertThat(
            run("dlq", "list", "--topic", LOOKED_AT, "--exception", "IllegalArgumentException")
                .lines())
        .hasSize(2);
    assertThat(run("dlq", "list", "--topic", LOOKED_AT, "--reason", "undecodable").out())
        .isEqualTo("no open dead letters\n");
    assertThat(run("dlq", "list", "--topic", LOOKED_AT, "--by", "exception").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("EXCEPTION +LETTERS"),
            line -> assertThat(line).matches("java.lang.IllegalStateException +2"),
            line -> assertThat(line).matches("java.lang.IllegalArgumentException +1"));
    var first = run("dlq", "list", "--topic", LOOKED_AT, "--max", "1");
    assertThat(first.lines()).hasSize(2);
    assertThat(first.err()).startsWith("there are more than 1:");
    assertThat(run("dlq", "list", "--topic", LOOKED_AT, "--reason", "bad").code()).isEqualTo(2);
    assertThat(run("dlq", "list", "--topic", LOOKED_AT, "nonsense").code()).isEqualTo(2);
  }

  @Test
  void oneLetterIsShownAndItsBodyOnRequestOnly() {
    var id = letter(LOOKED_AT, 2);

    var shown = run("dlq", "show", id);
    var all = run("dlq", "show", id, "--body", "--stack-trace");

    assertThat(shown.code()).isZero();
    assertThat(shown.lines())
        .contains(
            "ID         " + id,
            "EVENT ID   e-o-3",
            "READ FROM  " + LOOKED_AT + ":0:2",
            "MESSAGE    no such order",
            "ACT        open");
    assertThat(shown.out()).doesNotContain("orderId", "\tat ");
    assertThat(all.out()).contains("{\"orderId\":\"o-3\"}", "\tat " + getClass().getName());
    assertThat(run("dlq", "show", id, "--json", "--body").out())
        .contains("\"body\":{\"orderId\":\"o-3\"}", "\"ce_id\":\"e-o-3\"");
    assertThat(run("dlq", "show", letter(LOOKED_AT, 99)).code()).isEqualTo(1);
  }

  @Test
  void lettersAreSentBackAfterADryRunAndAYes() {
    var dry =
        run(
            "dlq",
            "redrive",
            "--topic",
            SENT_BACK,
            "--exception",
            "IllegalStateException",
            "--dry-run",
            "--json");
    assertThat(dry.code()).isZero();
    assertThat(dry.out())
        .isEqualTo(
            "{\"selected\":2,\"targets\":{\""
                + SENT_BACK
                + "."
                + GROUP
                + ".retry"
                + "\":2},\"overRounds\":0,\"withoutOrigin\":0,\"ofOtherGroups\":0}\n");
    assertThat(
            run("dlq", "redrive", "--topic", SENT_BACK, "--exception", "IllegalStateException")
                .code())
        .as("nobody to ask")
        .isEqualTo(2);
    assertThat(run("dlq", "list", "--topic", SENT_BACK).lines())
        .as("nothing has happened yet")
        .hasSize(4);

    var done =
        run(
            "dlq",
            "redrive",
            "--topic",
            SENT_BACK,
            "--exception",
            "IllegalStateException",
            "--as",
            "ada",
            "--yes",
            "--json");

    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("\"sent\":2,\"failed\":0,\"leftOut\":0,\"stopped\":false}");
    assertThat(run("tail", SENT_BACK + "." + GROUP + ".retry").out())
        .contains("e-o-1", "e-o-2")
        .doesNotContain("e-o-3");
    assertThat(run("dlq", "list", "--topic", SENT_BACK).lines()).hasSize(2);
    assertThat(run("dlq", "show", letter(SENT_BACK, 0)).out())
        .contains("ACT        redriven by ada at ");
    assertThat(run("dlq", "redrive", "--topic", SENT_BACK, letter(SENT_BACK, 0)).code())
        .as("not open any more")
        .isEqualTo(1);
    assertThat(run("dlq", "acts", "--json").out())
        .contains(
            "\"act\":\"redriven\",\"by\":\"ada\",\"letter\":\"" + letter(SENT_BACK, 1) + "\"");
  }

  @Test
  void oneLetterIsSentBackWithoutAQuestionAndWithABarWhereSomebodyWatches() {
    var done = session.watching().run("dlq", "redrive", letter(ALONE, 0));

    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("SENT      1\n");
    assertThat(done.err()).contains("100 %  1 of 1 sent");
  }

  @Test
  void lettersAreDiscardedForAReason() {
    assertThat(run("dlq", "discard", "--topic", DISCARDED).code()).as("no reason").isEqualTo(2);
    assertThat(run("dlq", "discard", "--topic", DISCARDED, "--because", "a test", "-n").out())
        .isEqualTo("WOULD DISCARD  3\n");
    assertThat(
            session
                .answering("no")
                .run("dlq", "discard", "--topic", DISCARDED, "--because", "x")
                .code())
        .isEqualTo(1);

    var done =
        run("dlq", "discard", "--topic", DISCARDED, "--because", "a test", "--as", "ada", "--yes");

    assertThat(done).isEqualTo(new Session.Result(0, "DISCARDED  3\n", ""));
    assertThat(run("dlq", "list", "--topic", DISCARDED).out()).isEqualTo("no open dead letters\n");
    assertThat(run("dlq", "acts", "--json").out())
        .contains(
            "\"letter\":\""
                + letter(DISCARDED, 2)
                + "\",\"eventId\":\"e-o-3\",\"target\":null,\"reason\":\"a test\"");
  }

  @Test
  void lettersAreExported(@TempDir Path folder) throws Exception {
    var file = folder.resolve("letters.jsonl");

    assertThat(run("dlq", "export", "--topic", LOOKED_AT).lines())
        .hasSize(3)
        .allMatch(line -> !line.contains("orderId"));
    assertThat(
            run(
                    "dlq",
                    "export",
                    "--topic",
                    LOOKED_AT,
                    "--key",
                    "o-3",
                    "--body",
                    "-o",
                    file.toString())
                .code())
        .isZero();
    assertThat(Files.readAllLines(file)).singleElement().asString().contains("orderId", "e-o-3");
    assertThat(run("dlq", "export", "--topic", LOOKED_AT, "-o", file.toString()).err())
        .contains("is there already: name another");
  }

  @Test
  void groupIsAskedForWhereNoneIsNamed() {
    var result = session.with("KAFKA_GROUP_ID", "").run("dlq", "list");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("eventbus: say whose dead letters: --group, or KAFKA_GROUP_ID");
  }

  @Test
  void groupWithoutLettersIsToldFromOneThatIsMisspelt() {
    var misspelt = run("dlq", "list", "--group", "biling");

    assertThat(misspelt.out()).isEqualTo("no open dead letters\n");
    assertThat(misspelt.err()).startsWith("group biling has no topic of dead letters; ");
    assertThat(run("dlq", "list", "--letters-on", "no-such-dlt").err())
        .startsWith("eventbus: there is no topic no-such-dlt; ");
    assertThat(run("dlq", "list", "--letters-on", "*-dlt").code()).as("acts too").isEqualTo(2);
  }

  @Test
  void eventThatIsNoLetterOfTheGroupIsNotShownAsOne() {
    for (var id : List.of(LOOKED_AT + ":0:0", "no legal name:0:0")) {
      var shown = run("dlq", "show", id);

      assertThat(shown.code()).isEqualTo(1);
      assertThat(shown.out()).isEmpty();
      assertThat(shown.err()).startsWith("eventbus: there is no letter " + id + " of this group; ");
    }
    var another = run("dlq", "show", "--letters-on", LOOKED_AT, "-g", "g", letter(LOOKED_AT, 0));
    assertThat(another.code()).as("whose acts are not known here").isEqualTo(1);
  }
}
