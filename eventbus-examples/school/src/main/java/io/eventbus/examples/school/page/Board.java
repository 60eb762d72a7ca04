package io.eventbus.examples.school.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * What has happened lately: events that were sent, and marks of who is done with them. Both are
 * numbered in one row, so that a browser can ask for what is new to it. Holds a bounded number of
 * each, whatever the traffic. Safe to share between threads.
 */
final class Board {

  /** An event, and its number. */
  record Seen(long number, ShownEvent event) {}

  /** A part that is done with the event of a number. */
  record Mark(long number, long event, String part) {}

  /**
   * What is new to somebody.
   *
   * @param last the number to ask with the next time
   * @param events the newest last
   * @param skipped how many events came as well and are not among them
   */
  record News(long last, List<Seen> events, List<Mark> marks, long skipped) {

    boolean isEmpty() {
      return events.isEmpty() && marks.isEmpty() && skipped == 0;
    }
  }

  /**
   * What the board knows of a part.
   *
   * @param unread how many of the latest events it has still to handle
   * @param reads the topics that it reads
   */
  record Tally(long sent, long deadLetters, int unread, List<String> reads) {}

  private static final int EVENTS = 400;
  private static final int MARKS = 1_000;

  /** How many events are told at once; who is behind by more gets the newest of them. */
  static final int AT_ONCE = 60;

  private final Deque<Seen> events = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final Map<String, Long> deadLetters = new HashMap<>();
  private final Map<String, Set<String>> reads = new HashMap<>();
  private final Map<String, Set<Long>> done = new HashMap<>();
  private long number;
  private long total;

  synchronized void add(ShownEvent event) {
    events.add(new Seen(++number, event));
    total++;
    if (event.from() != null) {
      (event.isDeadLetter() ? deadLetters : sent).merge(event.from(), 1L, Long::sum);
    }
    if (events.size() > EVENTS) {
      long gone = events.remove().number();
      done.values().forEach(numbers -> numbers.remove(gone));
    }
  }

  /** A part reads these topics, now or lately. */
  synchronized void reads(String part, Collection<String> topics) {
    reads.computeIfAbsent(part, name -> new TreeSet<>()).addAll(topics);
  }

  /**
   * A part is done with all below these offsets.
   *
   * @param offsets of some partitions, or of all
   */
  synchronized void progress(String part, Map<TopicPartition, Long> offsets) {
    offsets.keySet().forEach(partition -> reads(part, List.of(partition.topic())));
    var numbers = done.computeIfAbsent(part, name -> new HashSet<>());
    for (var seen : events) {
      var place = seen.event().place();
      var offset = offsets.get(new TopicPartition(place.topic(), place.partition()));
      if (offset != null && offset > place.offset() && numbers.add(seen.number())) {
        marks.add(new Mark(++number, seen.number(), part));
      }
    }
    while (marks.size() > MARKS) {
      marks.remove();
    }
  }

  /** What is new since a number; everything there is since 0. */
  synchronized News since(long last) {
    var newEvents = new ArrayList<Seen>();
    events.stream().filter(seen -> seen.number() > last).forEach(newEvents::add);
    int left = Math.max(0, newEvents.size() - AT_ONCE);
    var newMarks = marks.stream().filter(mark -> mark.number() > last).toList();
    return new News(number, newEvents.subList(left, newEvents.size()), newMarks, left);
  }

  /** How many events there were. */
  synchronized long total() {
    return total;
  }

  synchronized Tally tally(String part) {
    var topics = reads.getOrDefault(part, Set.of());
    var numbers = done.getOrDefault(part, Set.of());
    long unread =
        events.stream()
            .filter(seen -> topics.contains(seen.event().place().topic()))
            .filter(seen -> !numbers.contains(seen.number()))
            .count();
    return new Tally(
        sent.getOrDefault(part, 0L),
        deadLetters.getOrDefault(part, 0L),
        (int) unread,
        List.copyOf(topics));
  }
}
