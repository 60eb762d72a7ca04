package io.eventbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.observe.BusMeters;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.publish.RecordSender;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics, groups, publish and tail against a broker. */
@WithKafka
class EventsIT {

  @EventType("order.placed")
  record OrderPlaced(String orderId) implements IntegrationEvent {}

  private final KafkaCluster kafka;
  private final Session session;
  private final String orders = "orders-" + UUID.randomUUID();

  EventsIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.session = new Session().with("KAFKA_BROKERS", kafka.bootstrapServers());
  }

  @BeforeEach
  void topic() {
    kafka.createTopic(orders, 2);
  }

  private Session.Result publish(String key, String... more) {
    var args =
        new String[] {
          "publish",
          "-t",
          orders,
          "--type",
          "order.placed",
          "-k",
          key,
          "{\"orderId\":\"" + key + "\"}"
        };
    var all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return session.run(all);
  }

  private EventBus bus() {
    return EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("test").build();
  }

  @Test
  void topicsAreListedWithWhatTheyAreForAndHold() {
    kafka.createTopic(orders + ".billing.dlq", 1);
    kafka.createTopic(orders + ".billing.dlq.acts", 1);
    kafka.createTopic(orders + ".billing.retry", 1);
    publish("a");
    publish("b");

    assertThat(session.run("topics", orders + "*", "--json").lines())
        .containsExactly(
            topic(orders, "events", 2, 2),
            topic(orders + ".billing.dlq", "dead letters", 1, 0),
            topic(orders + ".billing.dlq.acts", "acts", 1, 0),
            topic(orders + ".billing.retry", "retry", 1, 0));
    assertThat(session.run("topics", orders).out())
        .startsWith("TOPIC ")
        .contains(
            "KIND    PARTITIONS  REPLICAS  EVENTS\n", "events           2         1       2\n");
    var missing = session.run("topics", "no-such");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo("eventbus: there is no topic no-such; eventbus topics lists those there are\n");
  }

  private static String topic(String name, String kind, int partitions, int events) {
    return "{\"topic\":\"%s\",\"kind\":\"%s\",\"partitions\":%d,\"replicas\":1,\"events\":%d}"
        .formatted(name, kind, partitions, events);
  }

  @Test
  void publishedEventReachesATypedHandlerWithAllThatWasSaid() throws Exception {
    var received = new CompletableFuture<String>();
    try (var bus = bus()) {
      bus.consumer("g-" + orders)
          .on(
              OrderPlaced.class,
              orders,
              (event, context) -> {
                var m = context.metadata();
                received.complete(
                    String.join(
                        " ",
                        event.orderId(),
                        m.id(),
                        m.source(),
                        m.type(),
                        "v" + m.version(),
                        m.time().toString(),
                        m.subject(),
                        m.correlationId(),
                        m.causationId(),
                        m.tenantId(),
                        context.headers().get("h")));
              })
          .start();
      var result =
          publish(
              "o-1",
              "--id",
              "i",
              "--source",
              "s",
              "--event-version",
              "2",
              "--time",
              "2026-11-21T10:15:00Z",
              "--subject",
              "sub",
              "--correlation-id",
              "co",
              "--causation-id",
              "ca",
              "--tenant",
              "te",
              "-H",
              "h=1=2",
              "--json");

      assertThat(result.code()).isZero();
      assertThat(result.out())
          .startsWith(
              "{\"id\":\"i\",\"type\":\"order.placed\",\"topic\":\"" + orders + "\",\"partition\":")
          .endsWith("\"offset\":0}\n");
      assertThat(received.get(30, TimeUnit.SECONDS))
          .isEqualTo("o-1 i s order.placed v2 2026-11-21T10:15:00Z sub co ca te 1=2");
    }
  }

  @Test
  void bodyComesFromAFileOrStandardInputToo(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("order.json"), "{\n  \"orderId\": \"file\"\n}\n");
    session.input("{\"orderId\":\"piped\"}");

    assertThat(session.run("publish", "-t", orders, "--type", "t", "-f", file.toString()).code())
        .isZero();
    assertThat(session.run("publish", "-t", orders, "--type", "t", "-").code()).isZero();

    assertThat(session.run("tail", orders, "--body").out())
        .contains("    {\n      \"orderId\": \"file\"\n    }\n")
        .contains("    {\"orderId\":\"piped\"}\n");
  }

  @Test
  void bytesThatAreNoTextAreRefusedAndNotReplaced() {
    session.input(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'});

    var piped = session.run("publish", "-t", orders, "--type", "t", "-");

    assertThat(piped.code()).isEqualTo(2);
    assertThat(piped.err()).startsWith("eventbus: standard input cannot be read as UTF-8\n");
  }

  @Test
  void longKeyMakesNoWideTable() {
    session.run("publish", "-t", orders, "--type", "t", "-k", "k".repeat(10_000), "{}");

    assertThat(session.run("tail", orders, "--from", "900000d").lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(600));
    assertThat(session.run("tail", orders, "--json").out()).contains("k".repeat(10_000));
  }

  @Test
  void dryRunAndWhatIsWrongPublishNothing() {
    var dry = publish("a", "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.out()).contains("TYPE     order.placed\n", "ce_type=order.placed");
    assertThat(dry.err()).isEqualTo("dry run: nothing was published\n");

    assertThat(publish("a", "--header", "ce_id=x").code()).isEqualTo(2);
    assertThat(publish("a", "--time", "soon").code()).isEqualTo(2);
    assertThat(publish("a", "--file", "x").code()).as("two bodies").isEqualTo(2);
    var missing = session.run("publish", "-t", "no-such", "--type", "t", "{}");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).startsWith("eventbus: there is no topic no-such;");
    assertThat(session.run("topics", "no-such").code()).as("not made by accident").isEqualTo(1);
    assertThat(session.run("tail", orders).lines()).as("the header alone").hasSize(1);
  }

  @Test
  void tailShowsEventsByFilterAndTheirBodyOnRequestOnly() {
    publish("a", "--id", "e-1", "--correlation-id", "co-1");
    publish("b", "--id", "e-2");
    session.run("publish", "-t", orders, "--type", "order.paid", "--id", "e-3", "-k", "a", "{}");

    assertThat(session.run("tail", orders).out())
        .contains("e-1", "co-1", "e-2", "e-3", "order.paid")
        .doesNotContain("orderId");
    assertThat(ids("--key", "a")).containsExactly("e-1", "e-3");
    assertThat(ids("--type", "order.placed")).containsExactlyInAnyOrder("e-1", "e-2");
    assertThat(ids("--id", "e-2")).containsExactly("e-2");
    assertThat(ids("--max", "2")).hasSize(2);
    assertThat(ids("--from", "end")).isEmpty();
    assertThat(ids("--from", "1h")).hasSize(3);
    assertThat(ids("--to", "1h")).isEmpty();
    assertThat(ids("--from", "2999-01-01")).isEmpty();
    assertThat(session.run("tail", "orders-*", "--id", "e-1", "--json", "--body").out())
        .contains("\"correlationId\":\"co-1\"", "\"body\":{\"orderId\":\"a\"}");
    assertThat(session.run("tail", orders, "--from", "soon").code()).isEqualTo(2);
    assertThat(session.run("tail", "no-such").code()).isEqualTo(1);
  }

  private List<String> ids(String... more) {
    var args = new ArrayList<>(List.of("tail", orders, "--json"));
    args.addAll(List.of(more));
    return session.run(args.toArray(String[]::new)).lines().stream()
        .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void recordsThatAreNoEventsAreShownAsSuch() {
    RecordSender sender =
        RecordSender.open(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            PublisherOptions.defaults(),
            BusMeters.none());
    var headers =
        List.of(EventHeader.of("ce_specversion", "1.0"), EventHeader.of("ce_type", "half"));
    sender
        .send(new EncodedEvent(orders, null, headers, new byte[] {'x', 27}))
        .toCompletableFuture()
        .join();
    sender.close(Duration.ofSeconds(5));

    assertThat(session.run("tail", orders, "--body").out())
        .contains("half", "    undecodable record: attribute id is missing\n", "    x\uFFFD\n");
  }

  @Test
  void followGoesOnWithWhatComesIn() throws Exception {
    publish("before");
    var seen = new StringWriter();
    var following =
        CompletableFuture.supplyAsync(
            () -> {
              Terminal terminal = session.terminal(seen, new StringWriter());
              return Eventbus.run(terminal, "tail", orders, "--follow", "--max", "2");
            });
    await().until(() -> seen.toString().startsWith("TIME"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              publish("after");
              return following.isDone();
            });

    assertThat(following.get()).isZero();
    assertThat(seen.toString()).contains("after").doesNotContain("before");
  }

  @Test
  void groupsAreListedWithTheirLag() throws Exception {
    var group = "g-" + orders;
    Queue<String> handled = new ConcurrentLinkedQueue<>();
    publish("a");
    publish("b");
    try (var bus = bus()) {
      bus.consumer(group)
          .on(OrderPlaced.class, orders, (event, context) -> handled.add(event.orderId()))
          .start();
      await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 2);
      assertThat(session.run("groups", group).out()).contains("/127.0.0.1");
    }
    publish("c");

    assertThat(session.run("groups", "--json").lines())
        .contains(
            "{\"group\":\""
                + group
                + "\",\"state\":\"empty\",\"members\":0,\"topics\":1,\"lag\":1}");
    var details = session.run("groups", group);
    assertThat(details.code()).isZero();
    assertThat(details.lines()).hasSizeBetween(2, 3);
    assertThat(details.lines().get(0))
        .startsWith("TOPIC ")
        .endsWith("PARTITION  COMMITTED  END  LAG  MEMBER");
    var unknown = session.run("groups", "no-such-group");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("eventbus: there is no such group;");
  }
}
