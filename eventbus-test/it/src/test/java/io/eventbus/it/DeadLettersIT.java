package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.Grouping;
import io.eventbus.deadletter.LetterAct;
import io.eventbus.deadletter.LetterId;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters are looked at and set aside; no consumer runs. */
@WithKafka
@Timeout(120)
class DeadLettersIT {

  private static final DeadLetterFilter ALL = DeadLetterFilter.all();

  private final String topic = unique("orders");
  private final String group = unique("group");
  private final String deadLetters = topic + "." + group + ".dlq";
  private final KafkaCluster kafka;
  private final EventBus bus;
  private final DeadLetters letters;

  DeadLettersIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).build();
    this.letters = bus.deadLetters(group);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void thereIsNothingBeforeTheFirstLetter() {
    assertThat(letters.topics()).isEmpty();
    assertThat(letters.list(ALL, 10)).isEmpty();
    assertThat(letters.count(ALL)).isZero();
    assertThat(letters.find(new LetterId(deadLetters, 0, 0))).isEmpty();
    assertThat(letters.acts()).isEmpty();
    assertThat(letters.discard(ALL, "ada", "none")).isZero();
  }

  @Test
  void listsTheOldestOfEachPartitionFirstAndNotMoreThanIsAskedFor() throws Exception {
    kafka.createTopic(deadLetters, 3);
    var other = unique("other");
    kafka.createTopic(other + "." + group + ".dlq", 1);
    send(kafka, List.of(letter(1), letter(2), letter(3), letter(4), letter(5), letter(6)));
    send(kafka, List.of(Letters.of(other, group, 7, "k")));

    assertThat(letters.topics())
        .containsExactlyInAnyOrder(deadLetters, other + "." + group + ".dlq");
    var all = letters.list(ALL, 100);
    assertThat(all)
        .extracting(DeadLetter::eventId)
        .containsExactlyInAnyOrder(
            "event-1", "event-2", "event-3", "event-4", "event-5", "event-6", "event-7");
    assertThat(all).extracting(DeadLetter::id).isSorted();
    assertThat(letters.list(ALL, 2)).hasSize(2);
  }

  @Test
  void countsTogetherWhatHasTheSameTrait() throws Exception {
    kafka.createTopic(deadLetters, 2);
    var another = Map.of("eventbus-dlq-exception-class", "a.Timeout", "ce_type", "it.named");
    send(kafka, List.of(letter(1), letter(2), Letters.of(topic, group, 3, "k", another)));

    assertThat(letters.count(ALL)).isEqualTo(3);
    assertThat(letters.count(ALL.withType("it.named"))).isEqualTo(1);
    assertThat(letters.count(ALL, Grouping.EXCEPTION))
        .containsExactly(
            Map.entry("java.lang.IllegalStateException", 2L), Map.entry("a.Timeout", 1L));
    assertThat(letters.count(ALL, Grouping.TYPE))
        .containsExactly(Map.entry("it.numbered", 2L), Map.entry("it.named", 1L));
    assertThat(letters.count(ALL, Grouping.TOPIC)).containsExactly(Map.entry(topic, 3L));
    assertThat(letters.count(ALL, Grouping.REASON))
        .containsExactly(Map.entry("retries-exhausted", 3L));
    assertThat(letters.count(ALL, Grouping.HANDLER))
        .containsExactly(Map.entry(topic + " it.numbered", 2L), Map.entry(topic + " it.named", 1L));
  }

  @Test
  void findsALetterByItsPlaceAndShowsItsBodyOnRequestOnly() throws Exception {
    kafka.createTopic(deadLetters, 1);
    send(kafka, List.of(letter(1), letter(2)));

    var found = letters.find(new LetterId(deadLetters, 0, 1)).orElseThrow();
    assertThat(found.eventId()).isEqualTo("event-2");
    assertThat(found.body()).asString().isEqualTo("{\"number\":2,\"series\":\"key-2\"}");
    assertThat(found.headers()).containsEntry("x-own", "kept");
    assertThat(found.toString()).doesNotContain("number\":", "it failed");
    assertThat(letters.find(new LetterId(deadLetters, 0, 2))).isEmpty();
    assertThat(letters.find(new LetterId(deadLetters, 5, 0))).isEmpty();
  }

  @Test
  void exportsLinesOfJson() throws Exception {
    kafka.createTopic(deadLetters, 1);
    send(kafka, List.of(letter(1), letter(2)));
    var with = new StringBuilder();
    var without = new StringBuilder();
    letters.export(ALL, true, with);
    letters.export(ALL.withKey("key-2"), false, without);

    var lines = with.toString().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("id").stringValue()).isEqualTo(deadLetters + ":0:0");
    assertThat(lines.get(0).get("eventId").stringValue()).isEqualTo("event-1");
    assertThat(lines.get(0).get("topic").stringValue()).isEqualTo(topic);
    assertThat(lines.get(0).get("offset").intValue()).isEqualTo(1);
    assertThat(lines.get(0).get("headers").get("x-own").stringValue()).isEqualTo("kept");
    assertThat(lines.get(0).get("headers").has("eventbus-dlq-topic")).isFalse();
    assertThat(lines.get(0).get("body").stringValue())
        .isEqualTo("{\"number\":1,\"series\":\"key-1\"}");
    assertThat(without.toString().lines()).hasSize(1);
    assertThat(JsonMapper.shared().readTree(without.toString()).has("body")).isFalse();
  }

  @Test
  void aDiscardIsRecordedAndHidesTheLetter() throws Exception {
    kafka.createTopic(deadLetters, 1);
    send(kafka, List.of(letter(1), letter(2), letter(3)));
    var before = Instant.now();

    assertThat(letters.discard(ALL.withKey("key-2"), "ada", "of a test")).isEqualTo(1);

    assertThat(letters.list(ALL, 10))
        .extracting(DeadLetter::eventId)
        .containsExactly("event-1", "event-3");
    assertThat(letters.count(ALL)).isEqualTo(2);
    var second = new LetterId(deadLetters, 0, 1);
    var act = letters.act(second).orElseThrow();
    assertThat(letters.acts()).containsExactly(act);
    assertThat(act.kind()).isEqualTo(LetterAct.Kind.DISCARDED);
    assertThat(act.by()).isEqualTo("ada");
    assertThat(act.reason()).isEqualTo("of a test");
    assertThat(act.at()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(act.eventId()).isEqualTo("event-2");
    assertThat(act.target()).isNull();
    assertThat(letters.find(second)).isPresent();
    assertThat(letters.discard(ALL.withKey("key-2"), "ada", "again")).isZero();
    assertThat(letters.act(new LetterId(deadLetters, 0, 0))).isEmpty();
  }

  @Test
  void aTopicThatWasDeletedAndMadeAgainStartsAnew() throws Exception {
    kafka.createTopic(deadLetters, 1);
    send(kafka, List.of(letter(1)));
    letters.discard(ALL, "ada", "of a test");
    assertThat(letters.count(ALL)).isZero();

    Topics.delete(kafka, deadLetters);
    kafka.createTopic(deadLetters, 1);
    send(kafka, List.of(letter(2)));

    assertThat(letters.list(ALL, 10)).extracting(DeadLetter::eventId).containsExactly("event-2");
    assertThat(letters.acts()).isEmpty();
  }

  @Test
  void leavesTheLettersOfAnotherGroupAloneOnATopicThatTheyShare() throws Exception {
    kafka.createTopic(topic + "-dlt", 1);
    send(kafka, List.of(Letters.ofSpring(topic, group, 1), Letters.ofSpring(topic, "another", 2)));
    var shared = letters.withTopics(List.of(topic + "-dlt", "not-there"));

    assertThat(shared.topics()).containsExactly(topic + "-dlt");
    assertThat(shared.list(ALL, 10)).extracting(DeadLetter::eventId).containsExactly("event-1");
    assertThat(shared.discard(ALL, "ada", "of a test")).isEqualTo(1);
    var others = bus.deadLetters("another").withTopics(List.of(topic + "-dlt"));
    assertThat(others.count(ALL)).isEqualTo(1);
  }

  private ProducerRecord<byte[], byte[]> letter(int number) {
    return Letters.of(topic, group, number, "key-" + number);
  }
}
