package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartitionProgressTest {

  @Test
  void hasNoPositionBeforeTheFirstRecord() {
    assertThat(new PartitionProgress(4).position()).isEqualTo(-1);
  }

  @Test
  void standsAtTheOldestUnfinishedRecord() {
    var progress = new PartitionProgress(8);
    long first = progress.enter(record(10), 0);
    long second = progress.enter(record(11), 0);
    long third = progress.enter(record(12), 0);

    progress.complete(second);
    progress.complete(third);
    assertThat(progress.position()).isEqualTo(10);

    progress.complete(first);
    assertThat(progress.position()).isEqualTo(13);
    assertThat(progress.inFlight()).isZero();
  }

  @Test
  void stepsOverGapsInTheOffsets() {
    var progress = new PartitionProgress(8);
    long first = progress.enter(record(10), 0);
    long second = progress.enter(record(4_000_000_000L), 0);

    progress.complete(first);
    assertThat(progress.position()).isEqualTo(4_000_000_000L);

    progress.complete(second);
    assertThat(progress.position()).isEqualTo(4_000_000_001L);
  }

  @Test
  void stepsOverWhatIsNoRecordOnceAllBeforeItIsDone() {
    var progress = new PartitionProgress(8);
    long only = progress.enter(record(10), 0);
    progress.readTo(13);
    assertThat(progress.position()).isEqualTo(10);

    progress.complete(only);
    assertThat(progress.position()).isEqualTo(13);

    progress.enter(record(13), 0);
    assertThat(progress.position()).isEqualTo(13);
  }

  @Test
  void isFullWhenItsWindowIs() {
    var progress = new PartitionProgress(4);
    long oldest = progress.enter(record(0), 0);
    for (int i = 1; i < 4; i++) {
      progress.complete(progress.enter(record(i), 0));
    }
    assertThatIllegalStateException().isThrownBy(() -> progress.enter(record(4), 0));

    progress.complete(oldest);
    assertThat(progress.position()).isEqualTo(4);
    assertThat(progress.enter(record(4), 0)).isEqualTo(4);
  }

  @RepeatedTest(20)
  void agreesWithASimpleModelWhateverTheOrder() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var progress = new PartitionProgress(64);
    var open = new TreeMap<Long, Long>(); // offset to ticket
    long offset = 0;
    long bytes = 0;
    for (int step = 0; step < 20_000; step++) {
      if (progress.inFlight() < 64 && random.nextInt(100) < 55) {
        offset += 1 + (random.nextInt(10) == 0 ? random.nextInt(1000) : 0);
        open.put(offset, progress.enter(record(offset), 0));
      } else if (!open.isEmpty()) {
        var offsets = new ArrayList<>(open.keySet());
        progress.complete(open.remove(offsets.get(random.nextInt(offsets.size()))));
      }
      long expected = open.isEmpty() ? offset + 1 : open.firstKey();
      assertThat(progress.position())
          .as("seed %s step %s", seed, step)
          .isEqualTo(offset == 0 ? -1 : expected);
      assertThat(progress.inFlight()).isGreaterThanOrEqualTo(open.size());
      bytes = progress.inFlightBytes();
    }
    assertThat(bytes).isEqualTo(5L * progress.inFlight());
  }

  @Test
  void losesNoCompletionOfManyThreads() throws Exception {
    var progress = new PartitionProgress(1024);
    var pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        long start = round * 1000L;
        List<Long> tickets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          tickets.add(progress.enter(record(start + i), 0));
        }
        Collections.shuffle(tickets, new Random(round));
        var work = new ArrayList<java.util.concurrent.Callable<Void>>();
        for (int t = 0; t < 4; t++) {
          var mine = tickets.subList(t * 250, t * 250 + 250);
          work.add(
              () -> {
                mine.forEach(progress::complete);
                return null;
              });
        }
        for (var done : pool.invokeAll(work)) {
          done.get();
        }
        assertThat(progress.position()).isEqualTo(start + 1000);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void detachesOnceWhatStaysForLonger() {
    var progress = new PartitionProgress(8);
    var buffer = ByteBuffer.wrap("wordtext".getBytes(UTF_8));
    var done = progress.enter(record(0, buffer), 1_000);
    var stays = record(1, buffer);
    progress.enter(stays, 1_000);
    var young = record(2, buffer);
    progress.enter(young, 2_000);
    progress.complete(done);

    progress.detachBefore(2_000);
    buffer.put(0, "WORDTEXT".getBytes(UTF_8)); // the client's buffer is used for something else

    assertThat(stays.encoded().header("word")).isEqualTo("text");
    assertThat(young.encoded().header("word")).as("not read before").isEqualTo("TEXT");
  }

  private static ReceivedRecord record(long offset) {
    return record(new ConsumerRecord<>("t", 0, offset, null, new byte[5]));
  }

  /** A record with a header whose name and value are slices of four bytes each. */
  private static ReceivedRecord record(long offset, ByteBuffer buffer) {
    var record = new ConsumerRecord<byte[], byte[]>("t", 0, offset, null, new byte[5]);
    record.headers().add(new RecordHeader(buffer.slice(0, 4), buffer.slice(4, 4)));
    return record(record);
  }

  private static ReceivedRecord record(ConsumerRecord<byte[], byte[]> record) {
    return new ReceivedRecord(record, new ReceivedHeaders.Reader());
  }
}
