package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.LetterOrigin;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of letters that are sent back share: a group whose handler fails at first. */
@WithKafka
@Timeout(180)
abstract class RedriveSuite {

  static final DeadLetterFilter ALL = DeadLetterFilter.all();
  static final RedriveOptions FAST = RedriveOptions.defaults("ada").withLettersPerSecond(1_000);
  static final Duration SOON = Duration.ofSeconds(30);

  final Queue<Integer> handled = new ConcurrentLinkedQueue<>();
  final Queue<Integer> handledByOthers = new ConcurrentLinkedQueue<>();
  final Queue<EventContext> contexts = new ConcurrentLinkedQueue<>();
  final String topic = unique("redrive");
  final String group = unique("group");
  final String deadLetters = topic + "." + group + ".dlq";
  final String retries = topic + "." + group + ".retry";
  final KafkaCluster kafka;
  final EventBus bus;
  final DeadLetters letters;
  volatile boolean broken = true;

  RedriveSuite(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).build();
    this.letters = bus.deadLetters(group);
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 3);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  /** A handler that fails while it is broken. */
  EventConsumer start() {
    return start(bus);
  }

  EventConsumer start(EventBus bus) {
    return bus.consumer(group)
        .on(Numbered.class, topic, this::handle)
        .retry(RetryPolicy.none())
        .options(FREQUENT_COMMITS)
        .start();
  }

  void handle(Numbered event, EventContext context) {
    if (broken) {
      throw new IllegalStateException("it is broken");
    }
    contexts.add(context);
    handled.add(event.number());
  }

  void others() {
    bus.consumer(group + "-others")
        .on(Numbered.class, topic, (event, context) -> handledByOthers.add(event.number()))
        .options(FREQUENT_COMMITS)
        .start();
  }

  /** Publishes events that all become dead letters. */
  void die(int count) {
    for (int i = 0; i < count; i++) {
      publish(bus, topic, i, "key-" + i);
    }
    await().atMost(SOON).until(() -> letters.count(ALL) == count);
  }

  void writeLetters(int count) throws Exception {
    var written = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int i = 0; i < count; i++) {
      written.add(Letters.of(topic, group, i, "key-" + i));
    }
    send(kafka, written);
  }

  static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  static List<LetterOrigin> origins(List<DeadLetter> letters) {
    return letters.stream().map(DeadLetter::origin).toList();
  }

  static List<String> ids(List<DeadLetter> letters) {
    return letters.stream().map(DeadLetter::eventId).toList();
  }
}
