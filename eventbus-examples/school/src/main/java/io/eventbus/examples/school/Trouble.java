package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.examples.school.contracts.SchoolTopics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What goes wrong with events in real life, by a visitor's hand, and how it is mended. */
final class Trouble {

  /** No JSON, and what would be a script if a page took it for one. */
  private static final String POISON = "<img src=x onerror=alert(1)> { this is no JSON";

  private Trouble() {}

  static String duplicate(Visitor visitor) throws Exception {
    visitor.requireKafka();
    try (var wire = new Wire(visitor.bootstrapServers())) {
      var newest =
          wire.read(SchoolTopics.TEACHER_CREATED).stream()
              .filter(record -> record.headers().lastHeader("ce_id") != null)
              .max(Comparator.comparingLong(ConsumerRecord::timestamp))
              .orElseThrow(
                  () -> new IllegalStateException("There is no event yet. Create a teacher."));
      var again = wire.repeat(newest);
      return "The event %s lies there a second time, at offset %d. %s"
          .formatted(
              new String(newest.headers().lastHeader("ce_id").value(), UTF_8),
              again.offset(),
              "The inbox of the identity service knows it: nothing changes.");
    }
  }

  static String poison(Visitor visitor) throws Exception {
    visitor.requireKafka();
    try (var wire = new Wire(visitor.bootstrapServers())) {
      int partitions = wire.poison(SchoolTopics.TEACHER_CREATED, POISON.getBytes(UTF_8));
      return "%d of them lie on %s. The identity service makes them dead letters and goes on."
          .formatted(partitions, SchoolTopics.TEACHER_CREATED);
    }
  }

  static String redrive(Visitor visitor) throws Exception {
    visitor.requireKafka();
    var sent = new ArrayList<String>();
    long leftOut = 0;
    for (var group : groups(visitor)) {
      var report =
          new DeadLetters(
                  Map.of("bootstrap.servers", visitor.bootstrapServers()),
                  new EventCodec(CodecLimits.defaults()),
                  group,
                  true)
              .redrive(DeadLetterFilter.all(), RedriveOptions.defaults("a visitor"))
              .run();
      leftOut += report.leftOut();
      if (report.sent() > 0) {
        sent.add(report.sent() + " to " + group);
      }
    }
    if (sent.isEmpty()) {
      return leftOut == 0
          ? "There are no dead letters. Send poison first."
          : leftOut + " have died too often and stay where they are.";
    }
    return "Sent back: " + String.join(", ", sent) + ". What still cannot be read dies again.";
  }

  private static Iterable<String> groups(Visitor visitor) throws Exception {
    try (var wire = new Wire(visitor.bootstrapServers())) {
      return wire.groups();
    }
  }
}
