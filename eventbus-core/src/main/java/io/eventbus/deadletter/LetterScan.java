package io.eventbus.deadletter;

import io.eventbus.codec.EventCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The letters of a group for as long as one operation takes. For one thread. */
final class LetterScan implements AutoCloseable {

  private final LetterClients clients;
  private final LetterFormat format;
  private final String group;
  private final List<String> otherTopics;
  private final boolean enabled;
  private @Nullable LetterAdmin admin;
  private @Nullable LogReader reader;

  LetterScan(
      LetterClients clients,
      EventCodec codec,
      String group,
      List<String> otherTopics,
      boolean enabled) {
    this.clients = clients;
    this.format = new LetterFormat(codec);
    this.group = group;
    this.otherTopics = otherTopics;
    this.enabled = enabled;
  }

  LetterAdmin admin() {
    if (admin == null) {
      admin = new LetterAdmin(clients.admin());
    }
    return admin;
  }

  private LogReader reader() {
    if (reader == null) {
      reader = new LogReader(clients.reader());
    }
    return reader;
  }

  /** The topics of letters that there are. */
  List<LetterTopic> topics() {
    if (!enabled) {
      return List.of();
    }
    var names = new TreeSet<>(otherTopics);
    for (var name : admin().names()) {
      if (name.endsWith(LetterTopics.endOfDeadLetters(group))) {
        names.add(name);
      }
    }
    var topics = new ArrayList<LetterTopic>();
    for (var name : names) {
      var topic = topic(name);
      if (topic != null) {
        topics.add(topic);
      }
    }
    return topics;
  }

  private @Nullable LetterTopic topic(String name) {
    var found = enabled ? admin().describe(name) : null;
    return found == null ? null : new LetterTopic(name, found.topicId(), found.partitions().size());
  }

  /** Shows the open letters of all topics, until the visitor says that it has enough. */
  boolean forEachOpen(Predicate<DeadLetter> visitor) {
    return topics().stream().allMatch(topic -> forEachOpen(topic, visitor));
  }

  /** Shows the open letters of one topic. */
  boolean forEachOpen(LetterTopic topic, Predicate<DeadLetter> visitor) {
    var acts = acts(topic, false);
    return reader()
        .read(
            topic.name(),
            topic.partitions(),
            record ->
                acts.has(record.partition(), record.offset())
                    || visitor.test(format.letterOf(record)));
  }

  /** All acts on letters of all topics, the oldest first. */
  List<LetterAct> acts() {
    return topics().stream()
        .flatMap(topic -> acts(topic, true).all().stream())
        .sorted(Comparator.comparing(LetterAct::at).thenComparing(LetterAct::letter))
        .toList();
  }

  private ActsLog acts(LetterTopic topic, boolean whole) {
    var acts = new ActsLog(topic, whole);
    var name = LetterTopics.actsOf(topic.name());
    var there = admin().describe(name);
    if (there != null) {
      reader().read(name, there.partitions().size(), acts::take);
    }
    return acts;
  }

  /** One letter, open or not. */
  Optional<DeadLetter> find(LetterId id) {
    var topic = topic(id.topic());
    return topic == null || id.partition() >= topic.partitions()
        ? Optional.empty()
        : Optional.ofNullable(reader().find(id)).map(format::letterOf);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
    if (admin != null) {
      admin.close();
    }
  }
}
