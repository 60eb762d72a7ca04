package io.eventbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.observe.BusMeters;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.publish.RecordSender;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A redrive that somebody interrupts ends in order, and the next one goes on with the rest. */
@WithKafka
class InterruptedRedriveIT {

  private static final int LETTERS = 200;

  private final String orders = "orders-" + UUID.randomUUID();
  private final String letters = orders + ".billing.dlq";
  private final String retries = orders + ".billing.retry";
  private final KafkaCluster kafka;
  private final Session session;

  InterruptedRedriveIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.session =
        new Session()
            .with("KAFKA_BROKERS", kafka.bootstrapServers())
            .with("KAFKA_GROUP_ID", "billing");
  }

  @Test
  void eachLetterIsSentOnce(@TempDir Path folder) throws Exception {
    kafka.createTopic(orders, 1);
    kafka.createTopic(letters, 1);
    write();
    var err = folder.resolve("err").toFile();

    var process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                System.getProperty("cli.jar"),
                "dlq",
                "redrive",
                "-b",
                kafka.bootstrapServers(),
                "-g",
                "billing",
                "--topic",
                orders,
                "--rate",
                "20",
                "--yes")
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(err)
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> sent() > 0);
    process.destroy(); // SIGTERM; control and C at a terminal does the same

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err.toPath())).contains("stopped; run it again to go on");
    assertThat(Files.readString(folder.resolve("out"))).contains("STOPPED   true\n");
    int first = acts();
    assertThat(first).isBetween(1, LETTERS - 1).isEqualTo(sent());

    var rest = redriveTheRest();

    assertThat(rest.code()).isZero();
    assertThat(rest.out()).contains("\"sent\":" + (LETTERS - first) + ",");
    assertThat(acts()).isEqualTo(LETTERS);
    assertThat(
            session.run("tail", retries, "--json").lines().stream()
                .map(line -> line.replaceAll(".*\"key\":\"(.*?)\".*", "$1")))
        .hasSize(LETTERS)
        .doesNotHaveDuplicates();
  }

  private Session.Result redriveTheRest() {
    return session.run("dlq", "redrive", "--topic", orders, "--rate", "10000", "--yes", "--json");
  }

  private int sent() {
    var topic = session.run("topics", retries);
    return topic.code() == 0 ? session.run("tail", retries, "--json").lines().size() : 0;
  }

  private int acts() {
    return (int)
        session.run("dlq", "acts", "--json").lines().stream()
            .filter(line -> line.contains(letters))
            .count();
  }

  private void write() {
    var sender =
        RecordSender.open(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            PublisherOptions.defaults(),
            BusMeters.none());
    CompletableFuture.allOf(
            IntStream.range(0, LETTERS)
                .mapToObj(number -> sender.send(letter(number)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new))
        .join();
    sender.close(Duration.ofSeconds(5));
  }

  private EncodedEvent letter(int number) {
    var headers =
        List.of(
            EventHeader.of("eventbus-dlq-reason", "retries-exhausted"),
            EventHeader.of("eventbus-dlq-topic", orders),
            EventHeader.of("eventbus-dlq-partition", "0"),
            EventHeader.of("eventbus-dlq-offset", Integer.toString(number)),
            EventHeader.of("eventbus-dlq-time", Instant.EPOCH.toString()),
            EventHeader.of("eventbus-dlq-group", "billing"));
    var key = ("o-" + number).getBytes(UTF_8);
    return new EncodedEvent(letters, key, headers, new byte[] {'{', '}'});
  }
}
