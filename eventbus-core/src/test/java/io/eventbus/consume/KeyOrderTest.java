package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lanes of a partition, and the workers that run them. */
class KeyOrderTest extends PartitionFixture {

  @Test
  void aRetryHoldsItsOwnKeyOnly() {
    ordering = Ordering.KEY;
    var tries = new AtomicInteger();
    handler =
        (event, context) -> {
          if (event.userId().equals("bad") && tries.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          handled.add(event.userId());
        };

    addKeyed("k1", "bad", "k1", "behind", "k2", "free", "k1", "last");
    awaitPosition(4);

    assertThat(handled).containsExactly("free", "bad", "behind", "last");
  }

  @Test
  void aSlowEventHoldsItsOwnKeyOnlyThoughHandlersWereFastSoFar() throws Exception {
    ordering = Ordering.KEY;
    add(many("fast", 2_000));
    awaitPosition(2_000);
    var release = new CountDownLatch(1);
    handler =
        (event, context) -> {
          if (event.userId().equals("slow")) {
            release.await();
          }
          handled.add(event.userId());
        };
    handled.clear();

    addKeyed("k1", "slow", "k1", "behind", "k2", "a", "k3", "b");
    await(
        () -> {
          workers.watch(); // as the polling thread does each cycle
          return handled.size() == 2;
        });
    assertThat(handled).containsExactlyInAnyOrder("a", "b");
    assertThat(position()).isEqualTo(2_000);

    release.countDown();
    awaitPosition(2_004);
    assertThat(handled).endsWith("slow", "behind");
  }

  @Test
  void keepsTheOrderOfEachKeyWhileManyRunSideBySide() {
    ordering = Ordering.KEY;
    long seed = System.nanoTime();
    var random = new Random(seed);
    var perKey = new ConcurrentHashMap<String, List<Integer>>();
    var inside = new ConcurrentHashMap<String, AtomicInteger>();
    var breaches = new ConcurrentLinkedQueue<String>();
    handler =
        (event, context) -> {
          var parts = event.userId().split("-", 2);
          var here = inside.computeIfAbsent(parts[0], key -> new AtomicInteger());
          if (here.incrementAndGet() != 1) {
            breaches.add("two at once in " + parts[0]);
          }
          if (event.userId().hashCode() % 97 == 0 && context.attempt() == 1) {
            here.decrementAndGet();
            throw new IllegalStateException("first attempt");
          }
          perKey
              .computeIfAbsent(parts[0], key -> new ArrayList<>())
              .add(Integer.parseInt(parts[1]));
          here.decrementAndGet();
        };
    int count = 20_000;
    for (int from = 0; from < count; from += 200) {
      var keysAndIds = new String[400];
      for (int i = 0; i < 200; i++) {
        var key = "k" + random.nextInt(random.nextBoolean() ? 3 : 300);
        keysAndIds[2 * i] = key;
        keysAndIds[2 * i + 1] = key + "-" + (from + i);
      }
      int entered = from;
      await(() -> entered - position() < 1_500);
      addKeyed(keysAndIds);
    }
    awaitPosition(count);

    assertThat(breaches).as("seed %s", seed).isEmpty();
    assertThat(perKey.values().stream().mapToInt(List::size).sum()).isEqualTo(count);
    assertThat(perKey.values()).as("seed %s", seed).allSatisfy(ids -> assertThat(ids).isSorted());
  }

  @Test
  void eventsWithoutAKeyHaveNoOrder() throws Exception {
    ordering = Ordering.KEY;
    var bothInside = new CountDownLatch(2);
    handler =
        (event, context) -> {
          bothInside.countDown();
          bothInside.await();
        };

    addKeyed(null, "a", null, "b");
    await(
        () -> {
          workers.watch();
          return position() == 2;
        });
  }

  @Test
  void neverHasMoreInTheHandlersThanTheConcurrency() {
    ordering = Ordering.NONE;
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    handler =
        (event, context) -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          LockSupport.parkNanos(200_000);
          inside.decrementAndGet();
        };

    add(IntStream.range(0, 1_000).mapToObj(String::valueOf).toArray(String[]::new));
    awaitPosition(1_000);

    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void forgetsTheLanesOfKeysThatAreDone() {
    ordering = Ordering.KEY;
    var lanes = new KeyLanes(Ordering.KEY);
    for (int i = 0; i < 10_000; i++) {
      var delivery =
          new Delivery(
              new ReceivedRecord(record("x", "key-" + i, i), new ReceivedHeaders.Reader()),
              i,
              partition());
      assertThat(lanes.enter(delivery)).isTrue();
      delivery.leaveLine();
    }
    assertThat(lanes.size()).isLessThan(200);
  }
}
