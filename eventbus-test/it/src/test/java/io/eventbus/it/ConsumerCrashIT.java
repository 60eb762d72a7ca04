package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.it.Fixture.Numbered;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The consuming JVM is killed in the middle, as by {@code kill -9}. */
@WithKafka
@Timeout(120)
class ConsumerCrashIT {

  private static final int EVENTS = 20_000;
  private static final int PARTITIONS = 3;

  private final KafkaCluster kafka;
  private final String topic = unique("crash");
  private final String group = unique("group");

  ConsumerCrashIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void losesNothingAndRepeatsOnlyWhatCameAfterTheLastSave(@TempDir Path folder) throws Exception {
    kafka.createTopic(topic, PARTITIONS);
    publish();
    var log = folder.resolve("handled");

    var child =
        Children.start(
            folder, ChildConsumer.class, kafka.bootstrapServers(), topic, group, log.toString());
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> committedTotal() > EVENTS / 20 && committedTotal() < EVENTS);
    } finally {
      child.destroyForcibly().waitFor();
    }
    var before = handledBy(log);
    var saved = committed(kafka, group);
    assertThat(total(saved)).as("killed in the middle").isBetween(1L, EVENTS - 1L);

    Set<Place> after = ConcurrentHashMap.newKeySet();
    try (var bus = ChildConsumer.quicklyMissed(bus(kafka)).build()) {
      bus.consumer(group)
          .on(
              Numbered.class,
              topic,
              (event, context) -> after.add(new Place(context.partition(), context.offset())))
          .options(FREQUENT_COMMITS)
          .start();
      await().atMost(Duration.ofSeconds(60)).until(() -> committedTotal() == EVENTS);
    }
    var all = new HashSet<>(before);
    all.addAll(after);
    assertThat(all).hasSize(EVENTS);
    saved.forEach(
        (partition, offset) -> {
          assertThat(before)
              .as("handled before, %s", partition)
              .filteredOn(place -> place.isBelow(partition, offset))
              .hasSize(Math.toIntExact(offset));
          assertThat(after)
              .as("comes again, %s", partition)
              .noneMatch(place -> place.isBelow(partition, offset));
        });
  }

  private void publish() throws Exception {
    try (var bus = bus(kafka).build()) {
      Fixture.publish(bus, topic, EVENTS);
    }
  }

  private long committedTotal() throws Exception {
    return total(committed(kafka, group));
  }

  private static long total(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Set<Place> handledBy(Path log) throws IOException {
    var handled = new HashSet<Place>();
    for (var line : Files.readAllLines(log, UTF_8)) {
      var words = List.of(line.split(" ", 2));
      handled.add(new Place(Integer.parseInt(words.get(0)), Long.parseLong(words.get(1))));
    }
    return handled;
  }

  private record Place(int partition, long offset) {

    boolean isBelow(TopicPartition name, long position) {
      return partition == name.partition() && offset < position;
    }
  }
}
