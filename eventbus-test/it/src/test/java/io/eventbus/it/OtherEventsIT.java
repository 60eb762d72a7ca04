package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.cloudEvent;
import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.record;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.RecordHandler;
import io.eventbus.it.Fixture.Named;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handler for all that no other takes. */
@WithKafka
@Timeout(120)
class OtherEventsIT {

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final String prefix = unique("others");
  private final String named = prefix + ".named";
  private final String group = unique("group");
  private final KafkaCluster kafka;
  private final EventBus bus;

  OtherEventsIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).clientProperty("metadata.max.age.ms", "1000").build();
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(named, 1);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void getsUnknownTypesOfNamedTopicsAndTopicsThatAreMadeLater() throws Exception {
    start((encoded, origin) -> handled.add(textOf(encoded) + origin.offset()));
    send(
        kafka,
        List.of(
            record(named, "k", bytes("{\"name\":\"known\"}"), cloudEvent("it.named")),
            record(named, "k", bytes("{}"), cloudEvent("it.unknown"))));
    await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 2);

    var later = prefix + ".later";
    kafka.createTopic(later, 2);
    send(kafka, List.of(record(later, "k", bytes("no event at all"), Map.of())));

    await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 3);
    assertThat(handled).containsExactly("known", named + " {} 1", later + " no event at all 0");
  }

  @Test
  void aDeadLetterTopicIsNeverRoutedToItself() throws Exception {
    var failing = prefix + ".failing";
    var foreign = prefix + ".of.another.group.dlq";
    kafka.createTopic(failing, 1);
    kafka.createTopic(foreign, 1);
    var consumer =
        start(
            (encoded, origin) -> {
              handled.add(encoded.topic());
              if (encoded.topic().equals(failing)) {
                throw new IllegalStateException("never");
              }
            });
    send(kafka, List.of(record(foreign, "k", bytes("{}"), Map.of())));
    send(kafka, List.of(record(failing, "k", bytes("{}"), Map.of())));
    await().atMost(Duration.ofSeconds(30)).until(() -> consumer.statistics().deadLettered() == 1);
    var letter = read(kafka, failing + "." + group + ".dlq", 1).get(0);
    assertThat(header(letter, "eventbus-dlq-exception-message")).isEqualTo("never");

    // A topic that is made after the dead-letter topic, and is found, proves that one was passed.
    var later = prefix + ".later";
    kafka.createTopic(later, 1);
    send(kafka, List.of(record(later, "k", bytes("{}"), Map.of())));
    await().atMost(Duration.ofSeconds(30)).until(() -> handled.contains(later));

    assertThat(handled).containsExactly(failing, failing, failing, later);
    assertThat(consumer.status().partitions())
        .noneMatch(partition -> partition.topic().endsWith(".dlq"));
  }

  private EventConsumer start(RecordHandler others) {
    return bus.consumer(group)
        .on(Named.class, named, (event, context) -> handled.add(event.name()))
        .onOthers(Pattern.compile(Pattern.quote(prefix) + "\\..*"), others)
        .retry(FAST_RETRY)
        .start();
  }

  private static String textOf(EncodedEvent encoded) {
    return encoded.topic() + " " + new String(encoded.body(), UTF_8) + " ";
  }
}
