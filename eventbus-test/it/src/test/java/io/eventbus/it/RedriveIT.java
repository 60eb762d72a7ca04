package io.eventbus.it;

import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.readCommitted;
import static io.eventbus.it.Fixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.LetterId;
import io.eventbus.deadletter.RedrivePlan;
import io.eventbus.event.EventBusException;
import io.eventbus.test.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What who sends dead letters back can rely on. */
final class RedriveIT extends RedriveSuite {

  RedriveIT(KafkaCluster kafka) {
    super(kafka);
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
}
