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
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.consume.UnknownTypeRule;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a topic holds, it ends as a dead letter or is skipped, and the next event goes through.
 */
@WithKafka(properties = {"message.max.bytes=41943040", "replica.fetch.max.bytes=41943040"})
@Timeout(240)
class BadInputIT {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final Map<String, String> NUMBERED = cloudEvent("it.numbered");

  private final KafkaCluster kafka;

  BadInputIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @TestFactory
  Stream<DynamicTest> endsAsADeadLetterWithItsBytesAndTheNextEventIsHandled() {
    var manyHeaders = new HashMap<>(NUMBERED);
    for (int i = 0; i < 5_000; i++) {
      manyHeaders.put("header-" + i, "value");
    }
    var large = new byte[20 * MEBIBYTE];
    new Random(7).nextBytes(large);
    var wrongShape = bytes("{\"number\":{\"a\":[]}}");
    return Stream.of(
        test("no JSON", bytes("{{ no JSON"), NUMBERED, "undecodable"),
        test("random bytes", bytes("\u0000\u00ff\u0001"), NUMBERED, "undecodable"),
        test("of the wrong shape", wrongShape, NUMBERED, "undecodable"),
        test("bare and no JSON", bytes("hello"), Map.of(), "undecodable"),
        test("empty", new byte[0], NUMBERED, "undecodable"),
        test("null", null, NUMBERED, "undecodable"),
        test("nested deep", bytes("[".repeat(100_000)), NUMBERED, "undecodable"),
        test("20 MiB", large, NUMBERED, "undecodable"),
        test("5,000 headers", bytes("{}"), manyHeaders, "undecodable"),
        test("unknown type", bytes("{}"), cloudEvent("it.else"), "unknown-type"));
  }

  private DynamicTest test(String name, byte[] body, Map<String, String> headers, String reason) {
    return DynamicTest.dynamicTest(name, () -> endsAsADeadLetter(body, headers, reason));
  }

  private void endsAsADeadLetter(byte[] body, Map<String, String> headers, String reason)
      throws Exception {
    var topic = unique("bad");
    var group = unique("group");
    kafka.createTopic(topic, 1);
    var bad = record(topic, "k", body, headers);
    send(kafka, List.of(bad, good(topic)));
    Queue<Numbered> handled = new ConcurrentLinkedQueue<>();
    try (var bus = bus(kafka).build()) {
      var consumer =
          bus.consumer(group)
              .on(Numbered.class, topic, (event, context) -> handled.add(event))
              .retry(FAST_RETRY)
              .unknownTypes(UnknownTypeRule.DEAD_LETTER)
              .start();

      await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 1);
      assertThat(consumer.statistics().deadLettered()).isEqualTo(1);
    }
    var letter = read(kafka, topic + "." + group + ".dlq", 1).get(0);
    assertThat(letter.key()).isEqualTo(bytes("k"));
    assertThat(letter.value()).isEqualTo(body);
    assertThat(header(letter, "eventbus-dlq-reason")).isEqualTo(reason);
    assertThat(header(letter, "eventbus-dlq-attempts")).isEqualTo("0");
    headers.forEach((name, value) -> assertThat(header(letter, name)).isEqualTo(value));
  }

  /** The JVM of these tests has less memory than the topic has bytes. */
  @Test
  @Tag("long")
  void aTopicFullOfLargeRecordsDoesNotExhaustTheMemory() throws Exception {
    var topic = unique("large");
    kafka.createTopic(topic, 1, Map.of("compression.type", "uncompressed"));
    long heap = Runtime.getRuntime().maxMemory();
    int count = Math.toIntExact(heap / (20L * MEBIBYTE)) + 5;
    assertThat(count).as("the heap of this JVM is to be small").isLessThan(100);
    // Zeros, compressed by the producer: the test itself needs no memory for them.
    var zeros = new byte[20 * MEBIBYTE];
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    records.addAll(Collections.nCopies(count, record(topic, "k", zeros, cloudEvent("it.other"))));
    records.add(good(topic));
    send(kafka, records);
    Queue<Numbered> handled = new ConcurrentLinkedQueue<>();
    try (var bus = bus(kafka).build()) {
      bus.consumer(unique("group"))
          .on(Numbered.class, topic, (event, context) -> handled.add(event))
          .start();

      await().atMost(Duration.ofMinutes(2)).until(() -> handled.size() == 1);
    }
  }

  private static ProducerRecord<byte[], byte[]> good(String topic) {
    return record(topic, "k", bytes("{\"number\":1,\"series\":\"k\"}"), NUMBERED);
  }
}
