package io.eventbus.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends letters of one topic back, chunk by chunk. A chunk that Kafka refuses is taken apart, so
 * that one bad letter keeps no other. For one thread.
 */
final class TopicRedrive {

  private static final Logger log = LoggerFactory.getLogger(TopicRedrive.class);
  private static final long CHUNK_BYTES = 4L * 1024 * 1024;

  private final RedriveRun run;
  private final LetterScan scan;
  private final LetterTopic topic;
  private final ActSender sender;
  private final List<DeadLetter> chunk = new ArrayList<>();
  private final Set<String> targets = new HashSet<>();
  private long chunkBytes;

  TopicRedrive(RedriveRun run, LetterScan scan, LetterTopic topic, ActSender sender) {
    this.run = run;
    this.scan = scan;
    this.topic = topic;
    this.sender = sender;
  }

  /** Sends what is selected, up to what is the end of the topic now. */
  void send() throws InterruptedException {
    var interrupted = new boolean[1];
    scan.forEachOpen(
        topic,
        letter -> {
          try {
            return !run.selection().sends(letter) || add(letter);
          } catch (InterruptedException e) {
            interrupted[0] = true;
            return false;
          }
        });
    if (interrupted[0]) {
      throw new InterruptedException("interrupted while dead letters were sent back");
    }
    sendChunk();
  }

  private boolean add(DeadLetter letter) throws InterruptedException {
    chunk.add(letter);
    chunkBytes += letter.encoded().size();
    return (chunk.size() < run.pace().chunk() && chunkBytes < CHUNK_BYTES) || sendChunk();
  }

  /** Sends what there is, when its time has come; {@code false} if no more is to be sent. */
  private boolean sendChunk() throws InterruptedException {
    if (chunk.isEmpty()) {
      return true;
    }
    if (!run.pace().await(chunk.size())) {
      chunk.clear();
      return false;
    }
    send(chunk);
    chunk.clear();
    chunkBytes = 0;
    return true;
  }

  private void send(List<DeadLetter> letters) {
    var records = letters.stream().map(this::recordOf).toList();
    var refusal = sender.commit(records, places -> acts(letters, places));
    if (refusal == null) {
      run.sent(letters.size());
    } else if (letters.size() == 1) {
      log.warn("letter {} cannot be sent back", letters.get(0).id(), refusal);
      run.refused();
    } else {
      letters.forEach(letter -> send(List.of(letter)));
    }
  }

  private ProducerRecord<byte[], byte[]> recordOf(DeadLetter letter) {
    var group = run.selection().group();
    var origin = Objects.requireNonNull(letter.origin(), "origin");
    var target = LetterTopics.retriesOf(origin.topic(), group);
    if (targets.add(target)) {
      ensure(target, origin.topic());
    }
    var record = new ProducerRecord<>(target, letter.encoded().key(), letter.body());
    RedrivenEvent.headersOf(letter, origin, group)
        .forEach(each -> record.headers().add(new RecordHeader(each.name(), each.value())));
    return record;
  }

  /** With as many partitions as the topic that the events come from, if that is there still. */
  private void ensure(String target, String original) {
    var found = scan.admin().describe(original);
    int partitions = found == null ? topic.partitions() : found.partitions().size();
    scan.admin().ensure(target, partitions, Map.of());
  }

  private List<LetterAct> acts(List<DeadLetter> letters, List<RecordMetadata> places) {
    var acts = new ArrayList<LetterAct>();
    for (int i = 0; i < letters.size(); i++) {
      var letter = letters.get(i);
      var place = places.get(i);
      acts.add(
          new LetterAct(
              letter.id(),
              LetterAct.Kind.REDRIVEN,
              run.selection().options().by(),
              Instant.now(),
              run.id(),
              null,
              new LetterId(place.topic(), place.partition(), place.offset()),
              letter.eventId()));
    }
    return acts;
  }
}
