package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.StartFrom;
import io.eventbus.deadletter.LetterAct;
import io.eventbus.deadletter.LetterOrigin;
import io.eventbus.deadletter.RedriveProgress;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.test.KafkaCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a group sees of what is sent back to it. */
@Tag("long")
final class RetryTopicIT extends RedriveSuite {

  RetryTopicIT(KafkaCluster kafka) {
    super(kafka);
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
  void theNamesOfItsOwnTopicsCannotBeSubscribedTo() {
    var builder = bus.consumer(group);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder.on(Numbered.class, retries, (event, context) -> {}))
        .withMessageContaining(retries);
  }
}
