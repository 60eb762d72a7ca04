package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.LetterAct;
import io.eventbus.inbox.Inbox;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process that sends dead letters back is killed at a random moment and started again. Each
 * event has its effect once, no other group handles one, and each letter has its act.
 */
@WithKafka
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RedriveCrashIT {

  private static final int LETTERS = Integer.getInteger("it.redrive.letters", 1_000);
  private static final int RUNS = Integer.getInteger("it.redrive.runs", 1);
  private static final int LETTERS_PER_SECOND = 1_000;
  private static final DeadLetterFilter ALL = DeadLetterFilter.all();

  private final KafkaCluster kafka;
  private HikariDataSource database;
  private EventBus bus;
  private Effects effects;
  private volatile boolean broken;

  @TempDir Path folder;

  RedriveCrashIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() throws SQLException {
    database = Databases.POSTGRES.withTables();
    effects = new Effects(database);
    bus = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build();
  }

  @AfterEach
  void close() {
    bus.close();
    database.close();
  }

  @Test
  void eachEventHasItsEffectOnceAndEachLetterItsAct() throws Exception {
    long seed = System.nanoTime();
    System.out.println("RedriveCrashIT: " + LETTERS + " letters, " + RUNS + " runs, seed " + seed);
    var random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      oneRun(random, 1 + (RUNS > 1 ? random.nextInt(3) : 0));
    }
  }

  private void oneRun(Random random, int kills) throws Exception {
    var topic = unique("redrive-crash");
    var group = unique("group");
    var retries = topic + "." + group + ".retry";
    var handledByOthers = new AtomicInteger();
    kafka.createTopic(topic, 3);
    effects.clear();
    broken = true;
    start(topic, group);
    bus.consumer(group + "-others")
        .on(Numbered.class, topic, (event, context) -> handledByOthers.incrementAndGet())
        .start();
    publish(bus, topic, LETTERS);
    var letters = bus.deadLetters(group);
    await().atMost(Duration.ofMinutes(2)).until(() -> letters.count(ALL) == LETTERS);
    broken = false;

    int sent = 0;
    for (int kill = 0; kill < kills; kill++) {
      sent += random.nextInt(Math.max(1, (LETTERS - sent) / 2));
      killOnceThereAre(sent, retries, group);
    }
    var last = redrive(group);
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();

    await().atMost(Duration.ofMinutes(1)).until(() -> effects.count() >= LETTERS);
    var back = Fixture.readCommitted(kafka, retries);
    assertThat(back).hasSize(LETTERS);
    assertThat(back.stream().map(record -> header(record, "ce_id")).distinct()).hasSize(LETTERS);
    assertThat(effects.count()).isEqualTo(LETTERS);
    assertThat(effects.distinct()).isEqualTo(LETTERS);
    assertThat(handledByOthers).hasValue(LETTERS);
    assertThat(letters.count(ALL)).isZero();
    var acts = letters.acts();
    assertThat(acts).hasSize(LETTERS).allMatch(act -> act.kind() == LetterAct.Kind.REDRIVEN);
    assertThat(acts.stream().map(LetterAct::letter).distinct()).hasSize(LETTERS);
    assertThat(acts.stream().map(LetterAct::target).distinct()).hasSize(LETTERS);
    assertThat(acts.stream().map(LetterAct::run).distinct()).hasSizeBetween(1, kills + 1);
    assertRateIsKept(acts);
  }

  /** What the first chunk took and a second that was lost may be made up for. */
  private static void assertRateIsKept(List<LetterAct> acts) {
    var last = acts.get(acts.size() - 1);
    var first = acts.stream().filter(act -> act.run().equals(last.run())).findFirst().orElseThrow();
    int sent = acts.size() - acts.indexOf(first);
    double seconds = Duration.between(first.at(), last.at()).toMillis() / 1_000.0;
    System.out.println("RedriveCrashIT: " + sent + " letters in " + seconds + " s");
    assertThat(sent - LETTERS_PER_SECOND / 5.0).isLessThan(LETTERS_PER_SECOND * (seconds + 1.5));
  }

  private void start(String topic, String group) {
    var inbox = Inbox.of(group, JdbcInboxStore.of(database), JdbcTransactions.of(database));
    bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            inbox.once(
                (event, context, transaction) -> {
                  if (broken) {
                    throw new IllegalStateException("it is broken");
                  }
                  Effects.add(event, transaction);
                }))
        .retry(RetryPolicy.none())
        .options(FREQUENT_COMMITS)
        .start();
  }

  private Process redrive(String group) throws Exception {
    return Children.start(
        folder,
        ChildRedrive.class,
        kafka.bootstrapServers(),
        group,
        String.valueOf(LETTERS_PER_SECOND));
  }

  /** Kills a redrive once so many letters are on the topic, be it in an open transaction. */
  private void killOnceThereAre(int records, String retries, String group) throws Exception {
    var child = redrive(group);
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions() // until there is the topic
        .until(() -> !child.isAlive() || Topics.size(kafka, retries) >= records);
    child.destroyForcibly().waitFor();
  }
}
