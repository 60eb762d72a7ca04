package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.retry.OutageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What keeps the events of a partition from their handlers for a while. */
class OutageAndPauseTest extends PartitionFixture {

  @Test
  void anOutageSpendsNoAttemptAndEndsByItself() {
    ordering = Ordering.KEY;
    var away = new AtomicInteger(3);
    var calls = new AtomicInteger();
    handler =
        (event, context) -> {
          calls.incrementAndGet();
          if (away.get() > 0) {
            away.decrementAndGet();
            throw new OutageException("the database is away", null);
          }
          assertThat(context.attempt()).isEqualTo(1);
          handled.add(event.userId());
        };

    addKeyed("k1", "a", "k1", "b");
    await(() -> partition.outage().lasts());
    assertThat(partition.updateHold(false)).isTrue();
    assertThat(partition.held()).isTrue();
    awaitPosition(2);

    assertThat(handled).containsExactly("a", "b");
    assertThat(calls.get()).isEqualTo(5);
    assertThat(counters.snapshot()).isEqualTo(new ConsumerStatistics(2, 0, 0, 0));
    assertThat(deadLetters).isEmpty();
    assertThat(partition.outage().since()).isEmpty();
  }

  @Test
  void duringAnOutageOneEventAtATimeIsTried() {
    ordering = Ordering.NONE;
    var away = new AtomicBoolean(true);
    var calls = new AtomicInteger();
    handler =
        (event, context) -> {
          calls.incrementAndGet();
          if (away.get()) {
            throw new OutageException("away", null);
          }
          handled.add(event.userId());
        };
    policy = policy.withWaits(Duration.ofMillis(50), 1, Duration.ofMillis(50)).withJitter(0);
    add(many("e", 100));
    await(() -> partition.outage().lasts() && !workers.behind());
    int first = calls.get();

    await(() -> calls.get() >= first + 3);
    assertThat(calls.get()).isLessThan(first + 10);

    away.set(false);
    awaitPosition(100);
  }

  @Test
  void aPauseKeepsEventsFromTheirHandlers() {
    partition(); // so that the subscriptions are there
    subscriptions.pauseAll();
    add("a", "b");
    await(() -> !workers.behind());
    assertThat(handled).isEmpty();

    subscriptions.resumeAll();
    awaitPosition(2);
    assertThat(handled).containsExactly("a", "b");
  }

  @Test
  void aPausedTypeHoldsItsOwnKeys() {
    ordering = Ordering.KEY;
    partition();
    subscriptions.gatesOf(UserRegistered.class).forEach(Gate::close);
    addKeyed("k1", "a");
    addCloudEvent("foreign.type", "1");
    await(() -> counters.snapshot().skipped() == 1);
    assertThat(handled).isEmpty();

    subscriptions.gatesOf(UserRegistered.class).forEach(Gate::open);
    awaitPosition(2);
    assertThat(handled).containsExactly("a");
  }
}
