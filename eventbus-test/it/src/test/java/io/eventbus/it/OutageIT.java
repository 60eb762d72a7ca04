package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service goes on publishing while its broker is frozen and then dead. Six seconds of it by
 * default; {@code -Dit.outage.seconds=60} takes a minute.
 */
@WithKafka(own = true)
@Timeout(600)
class OutageIT {

  private static final Logger log = LoggerFactory.getLogger(OutageIT.class);
  private static final int SECONDS = Integer.getInteger("it.outage.seconds", 6);
  private static final int PER_SECOND = 500;
  private static final int KEYS = 20;
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final Pattern BODY =
      Pattern.compile("\\{\"number\":(\\d+),\"series\":\"(key-\\d+)\"}");

  private final KafkaCluster kafka;
  private final String topic = unique("outage");
  private final List<CompletableFuture<PublishedEvent>> stages = new ArrayList<>();
  private long slowestNanos;

  OutageIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void nobodyWaitsNothingAcknowledgedIsLostAndOrderHolds() throws Exception {
    kafka.createTopic(topic, 3);
    try (var bus = bus(kafka).build()) {
      publishFor(bus, Duration.ofSeconds(2));
      slowestNanos = 0; // the first ones load classes
      kafka.pause();
      publishFor(bus, Duration.ofSeconds(SECONDS).dividedBy(2));
      kafka.kill();
      publishFor(bus, Duration.ofSeconds(SECONDS).dividedBy(2));
      var restart = CompletableFuture.runAsync(kafka::start);
      publishFor(bus, Duration.ofSeconds(2));
      restart.get(2, MINUTES);

      var acknowledged = awaitFates();
      log.info(
          "{} published, {} acknowledged, slowest call {} ms",
          stages.size(),
          acknowledged.size(),
          slowestNanos / 1e6);
      assertThat(Duration.ofNanos(slowestNanos)).isLessThan(BOUND);
      assertThat(numbersThatArrivedInOrder()).containsAll(acknowledged);
    }
  }

  private void publishFor(EventBus bus, Duration time) {
    var options = PublishOptions.defaults().withTopic(topic);
    long begin = System.nanoTime();
    long count = time.toMillis() * PER_SECOND / 1000;
    for (int i = 0; i < count; i++) {
      long due = begin + i * Duration.ofSeconds(1).toNanos() / PER_SECOND;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int number = stages.size();
      long before = runNanos();
      var stage = bus.publish(new Numbered(number, "key-" + number % KEYS), options);
      slowestNanos = Math.max(slowestNanos, runNanos() - before);
      stages.add(stage.toCompletableFuture());
    }
  }

  /** Time that passes while the garbage collector does not hold everybody up. */
  private static long runNanos() {
    long collecting =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return System.nanoTime() - Duration.ofMillis(collecting).toNanos();
  }

  /**
   * The numbers of the events that were acknowledged; all others must have failed with a reason.
   */
  private List<Integer> awaitFates() throws Exception {
    var acknowledged = new ArrayList<Integer>();
    for (int i = 0; i < stages.size(); i++) {
      var failure = stages.get(i).handle((published, thrown) -> thrown).get(5, MINUTES);
      if (failure == null) {
        acknowledged.add(i);
      } else {
        assertThat(failure)
            .isInstanceOfSatisfying(
                PublishException.class,
                e ->
                    assertThat(e.reason())
                        .isIn(
                            PublishException.Reason.EXPIRED, PublishException.Reason.BUFFER_FULL));
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(2 * PER_SECOND);
    return acknowledged;
  }

  private Set<Integer> numbersThatArrivedInOrder() throws Exception {
    var arrived = new HashSet<Integer>();
    var lastOfKey = new HashMap<String, Integer>();
    for (var record : read(kafka, topic, Topics.size(kafka, topic))) {
      var body = BODY.matcher(new String(record.value(), UTF_8));
      assertThat(body.matches()).isTrue();
      int number = Integer.parseInt(body.group(1));
      if (arrived.add(number)) {
        var before = lastOfKey.put(body.group(2), number);
        assertThat(before == null || before < number).as("order of " + body.group(2)).isTrue();
      }
    }
    return arrived;
  }
}
