package io.eventbus.cli.cluster;

import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.cli.terminal.CommandFailedException;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** Topics by their names, in which {@code *} stands for anything. */
public final class TopicNames {

  private TopicNames() {}

  /**
   * Those that match one of these, or all there are if none is named.
   *
   * @param internal whether Kafka's own count
   * @throws CommandFailedException if a name without {@code *} is not there, or nothing matches
   */
  public static SortedSet<String> find(
      KafkaAccess kafka, Collection<String> names, boolean internal) {
    var all =
        kafka.get(kafka.admin().listTopics(new ListTopicsOptions().listInternal(internal)).names());
    var found = new TreeSet<String>();
    for (var name : names.isEmpty() ? List.of("*") : names) {
      var matching = all.stream().filter(patternOf(name).asMatchPredicate()).toList();
      if (matching.isEmpty() && !names.isEmpty()) {
        throw new CommandFailedException(
            "there is no topic " + name + "; eventbus topics lists those there are");
      }
      found.addAll(matching);
    }
    return found;
  }

  static Pattern patternOf(String name) {
    return Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E");
  }
}
