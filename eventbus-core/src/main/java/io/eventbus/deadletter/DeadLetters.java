package io.eventbus.deadletter;

import io.eventbus.codec.EventCodec;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;

/**
 * The dead letters of one consumer group, for whoever looks after it: to list, count and export
 * them, to send them back, or to set them aside. Each call reads the topics anew, with Kafka
 * clients of its own, and waits for the answer.
 *
 * <p>A letter stays where it is. It is <em>open</em> until something was done with it, which is
 * recorded as its {@link LetterAct}; only open letters are listed, counted, sent back or discarded.
 * While the bus is switched off there are no topics and no letters.
 *
 * <p>All methods throw {@link EventBusException} if the brokers do not answer or refuse. Immutable
 * and safe to share between threads.
 */
public final class DeadLetters {

  private final LetterClients clients;
  private final EventCodec codec;
  private final String group;
  private final List<String> otherTopics;
  private final boolean enabled;

  /**
   * The dead letters of this group on the topics {@code *.{group}.dlq}.
   *
   * @param clientProperties properties of the Kafka client, {@code bootstrap.servers} at least
   * @param codec what tells the type of an event
   * @param enabled {@code false} if there are to be none
   */
  public DeadLetters(
      Map<String, Object> clientProperties, EventCodec codec, String group, boolean enabled) {
    this(
        new LetterClients(Arguments.requirePresent(clientProperties, "clientProperties")),
        Arguments.requirePresent(codec, "codec"),
        Arguments.requireText(group, "group"),
        List.of(),
        enabled);
  }

  private DeadLetters(
      LetterClients clients,
      EventCodec codec,
      String group,
      List<String> otherTopics,
      boolean enabled) {
    this.clients = clients;
    this.codec = codec;
    this.group = group;
    this.otherTopics = otherTopics;
    this.enabled = enabled;
  }

  /**
   * The letters on these topics as well, such as those of Spring Kafka, {@code orders-dlt}. What is
   * another group's there is left alone.
   */
  public DeadLetters withTopics(Collection<String> topics) {
    var others = List.copyOf(Arguments.requirePresent(topics, "topics"));
    return new DeadLetters(clients, codec, group, others, enabled);
  }

  /** The topics of dead letters that there are, in the order of their names. */
  public List<String> topics() {
    return scan(LetterScan::topics).stream().map(LetterTopic::name).toList();
  }

  /**
   * Open letters, the oldest of each partition first.
   *
   * @param most how many at most, at least 1
   */
  public List<DeadLetter> list(DeadLetterFilter filter, int most) {
    Arguments.requirePresent(filter, "filter");
    Arguments.requireAtLeast(most, 1, "most");
    var letters = new ArrayList<DeadLetter>();
    forEach(
        filter,
        letter -> {
          letters.add(letter);
          return letters.size() < most;
        });
    return letters;
  }

  /** How many open letters there are. */
  public long count(DeadLetterFilter filter) {
    Arguments.requirePresent(filter, "filter");
    var count = new AtomicLong();
    forEach(filter, letter -> count.incrementAndGet() > 0);
    return count.get();
  }

  /** How many open letters there are of each kind, the most frequent first. */
  public Map<String, Long> count(DeadLetterFilter filter, Grouping by) {
    Arguments.requirePresent(filter, "filter");
    Arguments.requirePresent(by, "by");
    var counts = new HashMap<String, Long>();
    forEach(filter, letter -> counts.merge(by.of(letter), 1L, Long::sum) > 0);
    var sorted = new LinkedHashMap<String, Long>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** One letter, open or not. */
  public Optional<DeadLetter> find(LetterId id) {
    Arguments.requirePresent(id, "id");
    return scan(scan -> scan.find(id));
  }

  /**
   * Writes open letters as lines of JSON.
   *
   * @param withBody whether what the events hold is written, too
   */
  public void export(DeadLetterFilter filter, boolean withBody, Appendable to) {
    Arguments.requirePresent(filter, "filter");
    Arguments.requirePresent(to, "to");
    forEach(
        filter,
        letter -> {
          try {
            to.append(LetterExport.line(letter, withBody)).append('\n');
            return true;
          } catch (IOException e) {
            throw new EventBusException("dead letters cannot be exported, see the cause", e);
          }
        });
  }

  /**
   * Sends open letters back to their group, once it is {@linkplain Redrive#run run}.
   *
   * @param filter which of those that are open by then
   */
  public Redrive redrive(DeadLetterFilter filter, RedriveOptions options) {
    Arguments.requirePresent(filter, "filter");
    Arguments.requirePresent(options, "options");
    return new Redrive(this::open, clients, new LetterSelection(group, filter, options));
  }

  /**
   * Sets open letters aside for good: they stay on their topic, but are listed no more. Ends a
   * redrive that runs on the same topics.
   *
   * @param by who does it, for the record
   * @param reason why
   * @return how many letters it were
   */
  public long discard(DeadLetterFilter filter, String by, String reason) {
    Arguments.requirePresent(filter, "filter");
    Arguments.requireText(by, "by");
    Arguments.requireText(reason, "reason");
    return scan(scan -> new Discard(clients, scan, by, reason).of(mine(filter)));
  }

  /** All that was done with letters of these topics, the oldest first. */
  public List<LetterAct> acts() {
    return scan(LetterScan::acts);
  }

  /** What was done with a letter; nothing as long as it is open. */
  public Optional<LetterAct> act(LetterId id) {
    Arguments.requirePresent(id, "id");
    return acts().stream().filter(act -> act.letter().equals(id)).findFirst();
  }

  private void forEach(DeadLetterFilter filter, Predicate<DeadLetter> visitor) {
    var mine = mine(filter);
    scan(scan -> scan.forEachOpen(letter -> !mine.test(letter) || visitor.test(letter)));
  }

  private Predicate<DeadLetter> mine(DeadLetterFilter filter) {
    return letter ->
        (letter.group() == null || group.equals(letter.group())) && filter.matches(letter);
  }

  private <T> T scan(Function<LetterScan, T> work) {
    try (var scan = open()) {
      return work.apply(scan);
    } catch (KafkaException e) {
      throw new EventBusException(
          "the dead letters of group " + group + " cannot be read or set aside, see the cause", e);
    }
  }

  private LetterScan open() {
    return new LetterScan(clients, codec, group, otherTopics, enabled);
  }
}
