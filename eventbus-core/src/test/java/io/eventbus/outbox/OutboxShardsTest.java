package io.eventbus.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxShardsTest {

  private final List<ListStore> stores = Stream.generate(ListStore::new).limit(4).toList();
  private final OutboxShards shards = OutboxShards.of(stores);

  private static final class ListStore implements OutboxStore {

    private final List<EncodedEvent> records = new ArrayList<>();

    @Override
    public void insert(Connection connection, List<EncodedEvent> records) {
      insert(records);
    }

    @Override
    public void insert(List<EncodedEvent> records) {
      this.records.addAll(records);
    }

    @Override
    public OutboxSession open() {
      throw new UnsupportedOperationException();
    }
  }

  private static EncodedEvent event(String topic, String key, String body) {
    var bytes = key == null ? null : key.getBytes(UTF_8);
    return new EncodedEvent(topic, bytes, List.of(), body.getBytes(UTF_8));
  }

  /** Another assignment in a later version would take events of a key out of their order. */
  @Test
  void theShardOfAKeyNeverChanges() {
    var keys = List.of("t1", "teacher-17", "c-2024", "ключ");
    keys.forEach(key -> shards.insert(List.of(event("t", key, "x"))));

    assertThat(keys.stream().map(this::shardOf)).containsExactly(3, 1, 0, 2);
  }

  private int shardOf(String key) {
    return IntStream.range(0, stores.size())
        .filter(i -> stores.get(i).records.stream().anyMatch(r -> key.equals(keyOf(r))))
        .findFirst()
        .orElseThrow();
  }

  private static String keyOf(EncodedEvent record) {
    return new String(record.key(), UTF_8);
  }

  @Test
  void allOfAKeyLieInOneShardInTheirOrder() {
    var records =
        IntStream.range(0, 1_000)
            .mapToObj(i -> event("topic-" + i % 3, "key-" + i % 50, String.valueOf(i)))
            .toList();
    shards.insert(records);

    assertThat(stores).allSatisfy(one -> assertThat(one.records).hasSizeBetween(100, 400));
    for (var store : stores) {
      var numbers =
          store.records.stream().map(r -> Integer.valueOf(new String(r.body(), UTF_8))).toList();
      assertThat(numbers).isSorted();
    }
    assertThat(
            stores.stream()
                .mapToLong(s -> s.records.stream().map(OutboxShardsTest::keyOf).distinct().count())
                .sum())
        .isEqualTo(50);
  }

  @Test
  void eventsWithoutAKeyAreSpread() {
    IntStream.range(0, 200).forEach(i -> shards.insert(List.of(event("t", null, "{" + i + "}"))));

    assertThat(stores).allSatisfy(one -> assertThat(one.records).hasSizeGreaterThan(20));
  }
}
