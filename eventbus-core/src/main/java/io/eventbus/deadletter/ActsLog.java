package io.eventbus.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.codec.JsonLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done with the letters of one topic, as a topic beside it tells. A record's key is the
 * identity of the topic, the partition and the offset; so the acts on a topic that was deleted say
 * nothing of another with its name. For one thread.
 */
final class ActsLog {

  private static final Logger log = LoggerFactory.getLogger(ActsLog.class);

  private final LetterTopic topic;
  private final String prefix;
  private final boolean whole;
  private final Map<Place, String> acts = new LinkedHashMap<>();

  private record Place(int partition, long offset) {}

  /**
   * What was done with letters of this topic.
   *
   * @param whole whether more is kept than which letters they are
   */
  ActsLog(LetterTopic topic, boolean whole) {
    this.topic = topic;
    this.whole = whole;
    this.prefix = topic.id() + ":";
  }

  /** Notes what a record tells; always asks for more. */
  boolean take(ConsumerRecord<byte[], byte[]> record) {
    var place = record.key() == null ? null : placeOf(new String(record.key(), UTF_8));
    if (place == null) {
      return true;
    }
    if (record.value() == null) {
      acts.remove(place); // somebody has opened it again by hand
    } else {
      acts.put(place, whole ? new String(record.value(), UTF_8) : "");
    }
    return true;
  }

  private @Nullable Place placeOf(String key) {
    int colon = key.lastIndexOf(':');
    if (!key.startsWith(prefix) || colon < prefix.length()) {
      return null;
    }
    try {
      return new Place(
          Integer.parseInt(key.substring(prefix.length(), colon)),
          Long.parseLong(key.substring(colon + 1)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether something was done with the letter at this place. */
  boolean has(int partition, long offset) {
    return acts.containsKey(new Place(partition, offset));
  }

  /** All acts that can be read. */
  Collection<LetterAct> all() {
    var all = new LinkedHashMap<Place, LetterAct>();
    acts.forEach(
        (place, json) -> {
          try {
            all.put(place, act(place, JsonLine.read(json)));
          } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
            log.warn("the act on {} of {} cannot be read", place, topic.name());
          }
        });
    return all.values();
  }

  @SuppressWarnings("NullAway") // what is missing is refused by the record
  private LetterAct act(Place place, Map<String, String> members) {
    var target = members.get("target");
    return new LetterAct(
        new LetterId(topic.name(), place.partition(), place.offset()),
        LetterAct.Kind.valueOf(members.get("act").toUpperCase(Locale.ROOT)),
        members.get("by"),
        Instant.parse(members.get("at")),
        members.get("run"),
        members.get("reason"),
        target == null ? null : LetterId.parse(target),
        members.get("eventId"));
  }

  /** The record of an act on a letter of a topic. */
  static ProducerRecord<byte[], byte[]> recordOf(LetterTopic topic, LetterAct act) {
    var key = topic.id() + ":" + act.letter().partition() + ":" + act.letter().offset();
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("act", act.kind().code());
    members.put("by", act.by());
    members.put("at", act.at().toString());
    members.put("run", act.run());
    members.put("reason", act.reason());
    members.put("letter", act.letter().toString());
    members.put("target", act.target() == null ? null : act.target().toString());
    members.put("eventId", act.eventId());
    return new ProducerRecord<>(
        LetterTopics.actsOf(topic.name()),
        key.getBytes(UTF_8),
        JsonLine.write(members).getBytes(UTF_8));
  }
}
