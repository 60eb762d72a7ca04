package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.unique;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.EventContext;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishOptions;
import io.eventbus.retry.OutageException;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members come and go at random, some without a word, handlers are slow and fail at random, for as
 * long as asked: {@code ./mvnw -Psoak verify}. Zero lost, zero reordered per key; duplicates are
 * counted.
 */
@Tag("soak")
@WithKafka
class SoakIT {

  private static final Logger log = LoggerFactory.getLogger(SoakIT.class);
  private static final int PARTITIONS = 8;
  private static final int KEYS = 500;
  private static final int MOST_MEMBERS = 4;

  /** Numbers of one key rise by one; each is looked at when its handler succeeds. */
  private static final class Key {
    private final BitSet handled = new BitSet();
    private int highest = -1;
    private int published;
  }

  private final Duration length = Duration.parse(System.getProperty("soak.length", "PT10M"));
  private final long seed = Long.getLong("soak.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Queue<String> breaches = new ConcurrentLinkedQueue<>();
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final String topic = unique("soak");
  private final String group = unique("group");
  private final KafkaCluster kafka;
  private long published;

  SoakIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void losesNothingAndReordersNoKey() throws Exception {
    log.info("soak of {}, seed {}", length, seed);
    kafka.createTopic(topic, PARTITIONS);
    Deque<EventBus> members = new ArrayDeque<>();
    long end = System.nanoTime() + length.toNanos();
    long report = System.nanoTime();
    try (var publisher = bus(kafka).build()) {
      var room = new Semaphore(20_000);
      while (System.nanoTime() < end) {
        publish(publisher, room, 200 + random.nextInt(2_000));
        if (random.nextInt(3) == 0) {
          change(members);
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
        if (System.nanoTime() - report > Duration.ofSeconds(30).toNanos()) {
          report = System.nanoTime();
          log.info("{}, {} members", this, members.size());
        }
      }
      if (members.isEmpty()) {
        members.add(member());
      }
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> missing() == 0);
    } finally {
      members.forEach(member -> member.close(Duration.ofSeconds(10)));
      log.info("end: {}", this);
    }
    assertThat(breaches).as("seed %s", seed).isEmpty();
    assertThat(missing()).as("seed %s", seed).isZero();
  }

  private void change(Deque<EventBus> members) {
    if (members.size() < MOST_MEMBERS && (members.isEmpty() || random.nextBoolean())) {
      members.add(member());
    } else {
      // Zero leaves handlers running beyond the end of their member.
      members.remove().close(random.nextInt(4) == 0 ? Duration.ZERO : Duration.ofSeconds(10));
    }
  }

  private void publish(EventBus publisher, Semaphore room, int count) throws InterruptedException {
    var options = PublishOptions.defaults().withTopic(topic);
    var numbers = new ArrayList<Numbered>();
    for (int i = 0; i < count; i++) {
      var name = "k" + random.nextInt(random.nextInt(10) == 0 ? 3 : KEYS);
      var key = keys.computeIfAbsent(name, unused -> new Key());
      synchronized (key) {
        numbers.add(new Numbered(key.published++, name));
      }
    }
    for (var event : numbers) {
      assertThat(room.tryAcquire(60, SECONDS)).as("the broker takes events").isTrue();
      publisher
          .publish(event, options)
          .whenComplete(
              (done, failure) -> {
                room.release();
                if (failure != null) {
                  breaches.add("not published: " + failure);
                }
              });
    }
    published += count;
  }

  private EventBus member() {
    var bus = bus(kafka).clientProperty("session.timeout.ms", "6000").build();
    bus.consumer(group)
        .on(Numbered.class, topic, this::handle)
        .retry(
            RetryPolicy.defaults()
                .withMaxAttempts(50)
                .withWaits(Duration.ofMillis(5), 1.5, Duration.ofMillis(200)))
        .options(
            ConsumerOptions.defaults()
                .withConcurrency(random.nextBoolean() ? 8 : 16)
                .withCommitInterval(Duration.ofMillis(200))
                .withRevokeTimeout(Duration.ofSeconds(5)))
        .start();
    return bus;
  }

  private void handle(Numbered event, EventContext context) {
    int dice = (int) ((event.number() * 31L + context.offset() + System.nanoTime()) & 0x3FFF);
    if (dice < 300) {
      LockSupport.parkNanos(Duration.ofMillis(1 + dice % 20).toNanos());
    } else if (dice < 600) {
      throw new IllegalStateException("at random");
    } else if (dice == 600) {
      throw new OutageException("at random", null);
    }
    var key = keys.get(event.series());
    synchronized (key) {
      // An event may come again, and then those behind it too; it must never be skipped.
      if (event.number() > key.highest + 1) {
        breaches.add(event + " after " + key.highest);
      }
      key.highest = Math.max(key.highest, event.number());
      if (key.handled.get(event.number())) {
        duplicates.incrementAndGet();
      }
      key.handled.set(event.number());
    }
    handled.incrementAndGet();
  }

  private long missing() {
    long missing = 0;
    for (var key : keys.values()) {
      synchronized (key) {
        missing += key.published - key.handled.cardinality();
      }
    }
    return missing;
  }

  @Override
  public String toString() {
    return "published "
        + published
        + ", handled "
        + handled
        + ", duplicates "
        + duplicates
        + ", missing "
        + missing()
        + ", breaches "
        + breaches.size()
        + ", seed "
        + seed;
  }
}
