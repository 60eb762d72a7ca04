package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.readCommitted;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.StartFrom;
import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.LetterAct;
import io.eventbus.deadletter.LetterId;
import io.eventbus.deadletter.LetterOrigin;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.deadletter.RedrivePlan;
import io.eventbus.deadletter.RedriveProgress;
import io.eventbus.event.EventBusException;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters are sent back to their group. */
@WithKafka
@Timeout(180)
class RedriveIT {

  private static final DeadLetterFilter ALL = DeadLetterFilter.all();
  private static final RedriveOptions FAST =
      RedriveOptions.defaults("ada").withLettersPerSecond(1_000);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> handledByOthers = new ConcurrentLinkedQueue<>();
  private final Queue<EventContext> contexts = new ConcurrentLinkedQueue<>();
  private final String topic = unique("redrive");
  private final String group = unique("group");
  private final String deadLetters = topic + "." + group + ".dlq";
  private final String retries = topic + "." + group + ".retry";
  private final KafkaCluster kafka;
  private final EventBus bus;
  private final DeadLetters letters;
  private volatile boolean broken = true;

  RedriveIT(KafkaCluster kafka) {
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

  @Test
  void aDryRunTellsExactCountsAndChangesNothing() throws Exception {
    kafka.createTopic(deadLetters, 2);
    var often = Map.of("eventbus-dlq-round", "6");
    var foreign = Map.of("eventbus-dlq-group", "another");
    var lost = Map.of("eventbus-dlq-offset", "?");
    send(kafka, List.of(Letters.of(topic, group, 1, "a"), Letters.of(topic, group, 2, "b")));
    send(
        kafka,
        List.of(
            Letters.of(topic, group, 3, "c", often), Letters.of(topic, group, 4, "d", foreign)));
    send(
        kafka,
        List.of(Letters.of(topic, group, 5, "e", lost), Letters.of(topic, group, 6, "not meant")));
    var meant = ALL.withTo(letters.find(lastOf("not meant")).orElseThrow().diedAt());

    var plan = letters.redrive(meant, FAST).plan();

    assertThat(plan).isEqualTo(new RedrivePlan(2, Map.of(retries, 2L), 1, 1, 1));
    assertThat(letters.redrive(ALL.withKey("a"), FAST).plan().selected()).isEqualTo(1);
    assertThat(letters.acts()).isEmpty();
    assertThat(letters.topics()).containsExactly(deadLetters);
  }

  private LetterId lastOf(String key) {
    return letters.list(ALL.withKey(key), 1).get(0).id();
  }

  @Test
  void reachesTheGroupThatFailedAndNoOther() throws Exception {
    start();
    others();
    die(20);
    broken = false;

    var progress = new ArrayList<RedriveProgress>();
    var report = letters.redrive(ALL, FAST).run(progress::add);

    assertThat(report.sent()).isEqualTo(20);
    assertThat(report.failed() + report.leftOut()).isZero();
    assertThat(report.stopped()).isFalse();
    assertThat(progress).last().isEqualTo(new RedriveProgress(20, 0, 20));
    await().atMost(SOON).until(() -> handled.size() == 20);
    assertThat(handled).containsExactlyInAnyOrderElementsOf(numbers(20));
    assertThat(handledByOthers).containsExactlyInAnyOrderElementsOf(numbers(20));
    assertThat(Topics.partitions(kafka, retries)).isEqualTo(3);
    assertThat(Topics.size(kafka, topic)).isEqualTo(20);
    awaitAllIsSaved();
    assertThat(letters.count(ALL)).isZero();
    assertThat(letters.acts())
        .hasSize(20)
        .allSatisfy(
            act -> {
              assertThat(act.kind()).isEqualTo(LetterAct.Kind.REDRIVEN);
              assertThat(act.by()).isEqualTo("ada");
              assertThat(act.run()).isEqualTo(report.run());
              assertThat(act.target().topic()).isEqualTo(retries);
            });
  }

  /** Also past the marks of transactions, so that nobody takes the group for being behind. */
  private void awaitAllIsSaved() {
    await()
        .until(
            () ->
                committed(kafka, group).entrySet().stream()
                        .filter(each -> each.getKey().topic().equals(retries))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                    == Topics.size(kafka, retries));
  }

  @Test
  void theHandlerSeesTheEventWhereItWasReadFirst() throws Exception {
    start();
    die(1);
    var letter = letters.list(ALL, 1).get(0);
    broken = false;

    letters.redrive(ALL, FAST).run();

    await().atMost(SOON).until(() -> contexts.size() == 1);
    var context = contexts.element();
    assertThat(context.metadata().id()).isEqualTo(letter.eventId());
    assertThat(context.key()).isEqualTo("key-0");
    assertThat(
            new LetterOrigin(
                context.topic(), context.partition(), context.offset(), letter.origin().time()))
        .isEqualTo(letter.origin());
    assertThat(context.headers())
        .containsEntry("eventbus-dlq-round", "1")
        .doesNotContainKeys("eventbus-dlq-stack-trace", "eventbus-dlq-reason");
  }

  @Test
  void whileTheCauseExistsEachComesBackWithItsFirstOriginAndItsRoundAndNothingLoops()
      throws Exception {
    start();
    die(10);
    var first = letters.list(ALL, 100);

    assertThat(letters.redrive(ALL, FAST).run().sent()).isEqualTo(10);
    await().atMost(SOON).until(() -> Topics.size(kafka, deadLetters) == 20);

    var second = letters.list(ALL, 100);
    assertThat(second).hasSize(10).allSatisfy(letter -> assertThat(letter.round()).isEqualTo(2));
    assertThat(second).extracting(DeadLetter::origin).hasSameElementsAs(origins(first));
    assertThat(second).extracting(DeadLetter::eventId).hasSameElementsAs(ids(first));
    await().during(Duration.ofSeconds(1)).until(() -> Topics.size(kafka, deadLetters) == 20);
    assertThat(readCommitted(kafka, retries)).hasSize(10);

    assertThat(letters.redrive(ALL, FAST.withMaxRounds(1)).plan())
        .isEqualTo(new RedrivePlan(0, Map.of(), 10, 0, 0));
    assertThat(letters.redrive(ALL, FAST.withMaxRounds(1)).run().leftOut()).isEqualTo(10);
    assertThat(letters.redrive(ALL, FAST.withMaxRounds(2)).run().sent()).isEqualTo(10);
    await()
        .atMost(SOON)
        .until(
            () ->
                letters.list(ALL, 100).stream().allMatch(letter -> letter.round() == 3)
                    && letters.count(ALL) == 10);
    assertThat(letters.topics()).containsExactly(deadLetters);
  }

  @Test
  void keepsToItsRate() throws Exception {
    kafka.createTopic(deadLetters, 1);
    writeLetters(100);

    long begin = System.nanoTime();
    letters.redrive(ALL, FAST.withLettersPerSecond(50)).run();

    // The first chunk of ten goes at once.
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(10));
  }

  @Test
  void goesOnWhereItWasStopped() throws Exception {
    kafka.createTopic(deadLetters, 2);
    writeLetters(60);
    var stopped = letters.redrive(ALL, FAST.withLettersPerSecond(100));

    var report =
        stopped.run(
            progress -> {
              if (progress.sent() >= 20) {
                stopped.stop();
              }
            });

    assertThat(report.stopped()).isTrue();
    assertThat(report.sent()).isEqualTo(20);
    assertThat(letters.count(ALL)).isEqualTo(40);
    assertThat(letters.redrive(ALL, FAST).run().sent()).isEqualTo(40);
    var sent = readCommitted(kafka, retries);
    assertThat(sent).hasSize(60);
    assertThat(sent.stream().map(each -> header(each, "ce_id")).distinct()).hasSize(60);
    assertThat(letters.acts()).hasSize(60);
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    kafka.createTopic(deadLetters, 1);
    writeLetters(20);
    var redrive = letters.redrive(ALL, FAST.withLettersPerSecond(1));

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> redrive.run(progress -> Thread.currentThread().interrupt()));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(letters.count(ALL)).isEqualTo(19);
    assertThat(letters.acts()).hasSize(1);
  }

  @Test
  void ofTwoThatRunTheLaterEndsTheEarlier() throws Exception {
    kafka.createTopic(deadLetters, 1);
    writeLetters(50);
    var begun = new CountDownLatch(1);
    var secondIsDone = new CountDownLatch(1);
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var first =
        new Thread(
            () -> {
              try {
                letters
                    .redrive(ALL, FAST.withLettersPerSecond(5))
                    .run(
                        progress -> {
                          begun.countDown();
                          awaitUninterrupted(secondIsDone);
                        });
              } catch (EventBusException | InterruptedException e) {
                failures.add(e);
              }
            });
    first.start();
    begun.await();

    var report = letters.redrive(ALL, FAST).run();
    secondIsDone.countDown();
    first.join();

    assertThat(report.sent()).isEqualTo(49);
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> assertThat(failure).hasMessageContaining("another redrive or discard"));
    assertThat(letters.acts()).hasSize(50);
    var sent = readCommitted(kafka, retries);
    assertThat(sent).hasSize(50);
    assertThat(sent.stream().map(each -> header(each, "ce_id")).distinct()).hasSize(50);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void lettersOfSpringKafkaAreSentBackWithoutItsHeaders() throws Exception {
    kafka.createTopic(topic + "-dlt", 1);
    send(kafka, List.of(Letters.ofSpring(topic, group, 1), Letters.ofSpring(topic, "another", 2)));
    broken = false;
    start();

    var report = letters.withTopics(List.of(topic + "-dlt")).redrive(ALL, FAST).run();

    assertThat(report.sent()).isEqualTo(1);
    assertThat(report.leftOut()).isEqualTo(1);
    await().atMost(SOON).until(() -> handled.size() == 1);
    assertThat(contexts.element().metadata().id()).isEqualTo("event-1");
    assertThat(contexts.element().topic()).isEqualTo(topic);
    assertThat(contexts.element().headers().keySet())
        .noneMatch(name -> name.startsWith("kafka_dlt"));
  }

  @Test
  void aConsumerByPatternReadsWhatIsSentBackAndNotWhatIsSentBackToOthers() throws Exception {
    var seen = new ConcurrentLinkedQueue<String>();
    bus.consumer(group)
        .onOthers(
            Pattern.compile(topic + ".*"),
            (encoded, origin) -> seen.add(encoded.header("ce_id") + " of " + encoded.topic()))
        .options(FREQUENT_COMMITS)
        .start();
    kafka.createTopic(deadLetters, 1);
    kafka.createTopic(topic + ".another.retry", 1);
    send(kafka, List.of(Letters.of(topic, group, 1, "k")));
    send(
        kafka,
        List.of(
            Fixture.record(
                topic + ".another.retry", "k", new byte[1], Fixture.cloudEvent("it.numbered"))));

    letters.redrive(ALL, FAST).run();

    await().atMost(SOON).until(() -> !seen.isEmpty());
    publish(bus, topic, 7, "k");
    await().atMost(SOON).until(() -> seen.size() == 2);
    assertThat(seen).contains("event-1 of " + topic).noneMatch(each -> each.startsWith("foreign"));
  }

  @Test
  void aGroupThatStartsAtTheEndStillGetsAllThatIsSentBack() throws Exception {
    kafka.createTopic(deadLetters, 1);
    writeLetters(5);
    letters.redrive(ALL, FAST).run();
    broken = false;

    bus.consumer(group)
        .on(Numbered.class, topic, this::handle)
        .options(FREQUENT_COMMITS.withStartFrom(StartFrom.end()))
        .start();

    await().atMost(SOON).until(() -> handled.size() == 5);
  }

  @ParameterizedTest
  @CsvSource({
    "group.protocol, classic",
    "group.protocol, consumer",
    "partition.assignment.strategy, org.apache.kafka.clients.consumer.RangeAssignor"
  })
  void membersThatWereThereBeforeTheRetryTopicShareIt(String property, String value)
      throws Exception {
    try (var one = bus(kafka).clientProperty(property, value).build();
        var two = bus(kafka).clientProperty(property, value).build()) {
      var members = List.of(start(one), start(two));
      die(20);
      broken = false;

      one.deadLetters(group).redrive(ALL, FAST).run();

      await().atMost(SOON).until(() -> Set.copyOf(handled).size() == 20);
      await().atMost(SOON).until(() -> retryPartitionsOf(members) == 3);
    }
  }

  private long retryPartitionsOf(List<EventConsumer> members) {
    return members.stream()
        .flatMap(member -> member.status().partitions().stream())
        .filter(each -> each.topic().equals(retries))
        .count();
  }

  @Test
  void aPauseOfTheTopicHoldsWhatIsSentBackToo() throws Exception {
    kafka.createTopic(deadLetters, 1);
    writeLetters(1);
    broken = false;
    var consumer = start();
    consumer.pause(topic);

    letters.redrive(ALL, FAST).run();
    await()
        .atMost(SOON)
        .until(
            () ->
                consumer.status().partitions().stream()
                    .anyMatch(each -> each.topic().equals(retries) && each.lag() > 0));
    assertThat(handled).isEmpty();

    consumer.resume(topic);
    await().atMost(SOON).until(() -> handled.size() == 1);
  }

  @Test
  void aLetterThatKafkaRefusesStaysOpenAndKeepsNoOther() throws Exception {
    kafka.createTopic(deadLetters, 1);
    kafka.createTopic(retries, 1, Map.of("max.message.bytes", "2000"));
    send(kafka, List.of(Letters.of(topic, group, 1, "a")));
    send(kafka, List.of(Letters.of(topic, group, 2, "b", Map.of("x-large", noise(4_000)))));
    send(kafka, List.of(Letters.of(topic, group, 3, "c")));

    var report = letters.redrive(ALL, FAST).run();

    assertThat(report.sent()).isEqualTo(2);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(letters.list(ALL, 10)).extracting(DeadLetter::eventId).containsExactly("event-2");
    assertThat(readCommitted(kafka, retries)).hasSize(2);
  }

  private static String noise(int length) {
    return new Random(7)
        .ints(length, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Test
  void theNamesOfItsOwnTopicsCannotBeSubscribedTo() {
    var builder = bus.consumer(group);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder.on(Numbered.class, retries, (event, context) -> {}))
        .withMessageContaining(retries);
  }

  /** A handler that fails while it is broken. */
  private EventConsumer start() {
    return start(bus);
  }

  private EventConsumer start(EventBus bus) {
    return bus.consumer(group)
        .on(Numbered.class, topic, this::handle)
        .retry(RetryPolicy.none())
        .options(FREQUENT_COMMITS)
        .start();
  }

  private void handle(Numbered event, EventContext context) {
    if (broken) {
      throw new IllegalStateException("it is broken");
    }
    contexts.add(context);
    handled.add(event.number());
  }

  private void others() {
    bus.consumer(group + "-others")
        .on(Numbered.class, topic, (event, context) -> handledByOthers.add(event.number()))
        .options(FREQUENT_COMMITS)
        .start();
  }

  /** Publishes events that all become dead letters. */
  private void die(int count) {
    for (int i = 0; i < count; i++) {
      publish(bus, topic, i, "key-" + i);
    }
    await().atMost(SOON).until(() -> letters.count(ALL) == count);
  }

  private void writeLetters(int count) throws Exception {
    var written = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int i = 0; i < count; i++) {
      written.add(Letters.of(topic, group, i, "key-" + i));
    }
    send(kafka, written);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<LetterOrigin> origins(List<DeadLetter> letters) {
    return letters.stream().map(DeadLetter::origin).toList();
  }

  private static List<String> ids(List<DeadLetter> letters) {
    return letters.stream().map(DeadLetter::eventId).toList();
  }
}
