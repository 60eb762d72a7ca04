package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.publish.OrderedSender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A relay whose database says, or does not say, what is asked for. */
@Timeout(60)
class RelayHealthTest {

  private static final HealthOptions OPTIONS =
      HealthOptions.defaults().withProbeTimeout(Duration.ofMillis(300));

  private final MemoryStore store = new MemoryStore();
  private Supplier<OrderedSender> senders =
      () -> {
        throw new OutboxException("no sender", null);
      };
  private final OutboxRelay relay =
      OutboxRelay.of(
          store,
          () -> senders.get(),
          RelayOptions.defaults().withLeaseLength(Duration.ofSeconds(1)));
  private final RelayHealth health = RelayHealth.of(relay, "outbox_1", OPTIONS);

  RelayHealthTest() {
    store.connections = 10;
  }

  @AfterEach
  void close() {
    relay.close(Duration.ofSeconds(5));
  }

  @Test
  void aRelayThatWasNotStartedOrIsClosedIsNoProblem() {
    store.away = true;
    assertThat(health.problems()).isEmpty();

    relay.close();
    assertThat(health.problems()).isEmpty();
  }

  @Test
  void aRelayThatCannotSendSaysWhy() {
    relay.start();

    await()
        .untilAsserted(() -> assertThat(messages()).anyMatch(text -> text.contains("no sender")));
    assertThat(health.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.part()).isEqualTo("relay of outbox_1");
              assertThat(problem.status()).isEqualTo(HealthStatus.DEGRADED);
            });
  }

  @Test
  void aRelayThatAnErrorHasEndedIsDown() {
    senders =
        () -> {
          throw new StackOverflowError("of the client");
        };
    relay.start();

    await()
        .untilAsserted(
            () ->
                assertThat(health.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.status()).isEqualTo(HealthStatus.DOWN);
                          assertThat(problem.message()).contains("of the client");
                        }));
  }

  @Test
  void eventsThatLieThereTooLongAreToldWithTheirAge() {
    standBy();
    store.oldestAge = OPTIONS.outboxAge();
    assertThat(health.problems()).isEmpty();

    store.oldestAge = Duration.ofSeconds(90);

    await().until(() -> !health.problems().isEmpty());
    var problem = health.problems().get(0);
    assertThat(problem.message()).contains("PT1M30S");
    assertThat(problem.since()).isPresent();
  }

  @Test
  void eventsThatAreHeldBackAreCountedAndTheFirstIsNamed() {
    standBy();
    store.add("a", 1);
    store.held.put(1L, store.rows.remove(1L));

    assertThat(messages())
        .singleElement()
        .asString()
        .contains("events are held back: 1", "id 1", "topic t", "too large");
  }

  @Test
  void aLeaseThatNobodyTakesIsToldAfterTwoLengthsOfIt() {
    store.takenByNobody = true;
    relay.start();
    var start = Instant.now();
    assertThat(health.problems()).isEmpty();

    await().until(() -> !health.problems().isEmpty());
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    assertThat(messages()).singleElement().asString().contains("no relay has the lease");

    store.takenByNobody = false;
    await().until(() -> messages().stream().noneMatch(text -> text.contains("lease")));
  }

  @Test
  void aDatabaseThatIsAwayIsToldWithTheReason() {
    store.away = true;
    relay.start();

    await()
        .untilAsserted(
            () ->
                assertThat(messages())
                    .anyMatch(
                        text ->
                            text.contains("the database of the outbox does not answer")
                                && text.contains("connection refused")));
  }

  @Test
  void aDatabaseThatHangsHoldsNobodyUp() {
    standBy();
    store.hanging = new CountDownLatch(1);
    try {
      await().until(() -> !health.problems().isEmpty());
      long start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(messages())
            .singleElement()
            .asString()
            .contains("the database of the outbox does not answer")
            .contains("no answer within PT0.3S");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    } finally {
      store.hanging.countDown();
    }
    await().until(() -> health.problems().isEmpty());
  }

  /** Another relay has the lease, so this one sends nothing. */
  private void standBy() {
    store.takenElsewhere = true;
    relay.start();
  }

  private List<String> messages() {
    return health.problems().stream().map(HealthProblem::message).toList();
  }
}
