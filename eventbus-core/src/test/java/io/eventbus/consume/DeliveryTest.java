package io.eventbus.consume;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.event.EventBusException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** One event from its partition to its end: handled, tried again, or buried. */
class DeliveryTest extends PartitionFixture {

  @Test
  void handlesAPartitionInOrder() throws Exception {
    int count = 5_000;
    for (int from = 0; from < count; from += 100) {
      add(IntStream.range(from, from + 100).mapToObj(String::valueOf).toArray(String[]::new));
    }

    awaitPosition(count);

    assertThat(handled)
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(String::valueOf).toList());
  }

  @Test
  void aRetryHoldsThePartitionAndKeepsTheOrder() throws Exception {
    var attempts = new ConcurrentLinkedQueue<Integer>();
    handler =
        (event, context) -> {
          if (event.userId().equals("b")) {
            attempts.add(context.attempt());
            if (context.attempt() < 3) {
              throw new IllegalStateException("not yet");
            }
          }
          handled.add(event.userId());
        };

    add("a", "b", "c");
    awaitPosition(3);

    assertThat(handled).containsExactly("a", "b", "c");
    assertThat(attempts).containsExactly(1, 2, 3);
    assertThat(counters.snapshot()).isEqualTo(new ConsumerStatistics(3, 2, 0, 0));
  }

  @Test
  void anExhaustedEventIsDoneOnlyWhenItsDeadLetterIsAcknowledged() throws Exception {
    deadLettersFail = true;
    handler =
        (event, context) -> {
          if (event.userId().equals("bad")) {
            throw new IllegalStateException("never");
          }
          handled.add(event.userId());
        };

    add("a", "bad", "c");
    awaitSize(deadLetters, 2);
    assertThat(position()).isEqualTo(1);
    assertThat(handled).containsExactly("a");

    deadLettersFail = false;
    awaitPosition(3);
    assertThat(handled).containsExactly("a", "c");
    assertThat(counters.snapshot().deadLettered()).isEqualTo(1);
    assertThat(deadLetters.element().header("eventbus-dlq-attempts")).isEqualTo("3");
  }

  @Test
  void poisonIsNotTriedAgain() throws Exception {
    add("a", null, "c");
    awaitPosition(3);

    assertThat(handled).containsExactly("a", "c");
    assertThat(deadLetters)
        .singleElement()
        .extracting(letter -> letter.header("eventbus-dlq-reason"))
        .isEqualTo("undecodable");
    assertThat(counters.snapshot().retried()).isZero();
  }

  @Test
  void anAttributeThatCannotBeReadIsPoisonOnceTheHandlerAsksForIt() throws Exception {
    handler = (event, context) -> handled.add(context.metadata().id());
    addCloudEvent("user.registered", "1");
    addCloudEvent("user.registered", " ");
    awaitPosition(2);

    assertThat(handled).containsExactly("1");
    assertThat(deadLetters)
        .singleElement()
        .extracting(letter -> letter.header("eventbus-dlq-reason"))
        .isEqualTo("undecodable");
    assertThat(counters.snapshot().retried()).isZero();
  }

  @Test
  void anErrorOfAHandlerIsAFailureLikeAnyOther() throws Exception {
    handler =
        (event, context) -> {
          if (event.userId().equals("bad")) {
            throw new StackOverflowError("deep");
          }
          handled.add(event.userId());
        };

    add("bad", "b");
    awaitPosition(2);

    assertThat(handled).containsExactly("b");
    assertThat(deadLetters.element().header("eventbus-dlq-exception-class"))
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void anInterruptThatAHandlerLeavesBehindDoesNotReachTheNext() throws Exception {
    var interrupted = new ConcurrentLinkedQueue<Boolean>();
    handler =
        (event, context) -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          Thread.currentThread().interrupt();
        };

    add("a", "b", "c");
    awaitPosition(3);

    assertThat(interrupted).containsExactly(false, false, false);
  }

  @Test
  void theRuleForUnknownTypesDecides() throws Exception {
    addCloudEvent("foreign.type", "1");
    awaitPosition(1);
    assertThat(counters.snapshot().skipped()).isEqualTo(1);
    assertThat(counters.snapshot().handled()).isZero();

    partition = null;
    unknownTypes = UnknownTypeRule.DEAD_LETTER;
    addCloudEvent("foreign.type", "1");
    awaitPosition(2);
    assertThat(deadLetters.element().header("eventbus-dlq-reason")).isEqualTo("unknown-type");

    partition = null;
    unknownTypes = UnknownTypeRule.FAIL;
    addCloudEvent("foreign.type", "1");
    assertThat(fatal.get(10, SECONDS))
        .isInstanceOf(EventBusException.class)
        .hasMessageContaining("type foreign.type version 1 at topic t, partition 0, offset 2");
    assertThat(position()).isEqualTo(2);
  }

  @Test
  void isQuietOnceTheRunningHandlerHasEndedAndBeginsNoOther() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    handler =
        (event, context) -> {
          entered.countDown();
          release.await();
          handled.add(event.userId());
        };
    add("a", "b");
    entered.await();

    partition.stop();
    assertThat(partition.quiet()).isNotDone();

    release.countDown();
    partition.quiet().get(10, SECONDS);
    assertThat(handled).containsExactly("a");
    assertThat(position()).isEqualTo(1);
  }

  @Test
  void whatFailsAfterThePartitionWasGivenUpBecomesNoDeadLetter() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    handler =
        (event, context) -> {
          if (context.attempt() == 3) {
            entered.countDown();
            release.await();
          }
          throw new IllegalStateException("fails");
        };
    add("a");
    entered.await();

    partition.stop();
    release.countDown();
    partition.quiet().get(10, SECONDS);

    assertThat(deadLetters).isEmpty();
    assertThat(position()).isZero();
  }

  @Test
  void isQuietAtOnceWhileARetryWaits() throws Exception {
    var tries = new AtomicInteger();
    var failed = new CountDownLatch(1);
    handler =
        (event, context) -> {
          tries.incrementAndGet();
          failed.countDown();
          throw new IllegalStateException("again");
        };
    add("a");
    failed.await();

    partition.stop();
    partition.quiet().get(10, SECONDS);

    assertThat(position()).isZero();
    assertThat(tries.get()).isLessThan(4);
  }

  @Test
  void whatIsKnownToBeDoneIsNotDoneAgain() {
    var completed = new CompletedOffsets(List.of(new CompletedOffsets.Range(1, 3)));
    partition =
        newPartition(new StartPosition(new OffsetAndMetadata(0), OptionalLong.empty(), completed));

    add("a", "b", "c", "d");
    awaitPosition(4);

    assertThat(handled).containsExactly("a", "d");
  }
}
