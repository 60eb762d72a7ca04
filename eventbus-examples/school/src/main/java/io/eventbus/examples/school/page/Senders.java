package io.eventbus.examples.school.page;

import io.eventbus.codec.EncodedEvent;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.common.utils.Sanitizer;
import org.jspecify.annotations.Nullable;

/**
 * Tells which part has sent a record. CloudEvents say it themselves. Other formats do not: then it
 * is the one Kafka client of this process that has sent to the topic, as the clients' own metrics
 * tell. Where there were several, nobody knows.
 */
final class Senders {

  private final MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
  private final Names names;

  /** By topic, all that have ever sent to it: a client's metrics go with the client. */
  private final Map<String, Set<String>> clients = new ConcurrentHashMap<>();

  Senders(Names names) {
    this.names = names;
  }

  /**
   * The part that has sent a record; {@code null} if nothing tells it.
   *
   * @param source what the event tells
   */
  @Nullable String of(EncodedEvent record, @Nullable String source) {
    if (Letters.isDeadLetter(record)) {
      return names.partOf(Letters.groupOf(record));
    }
    if (Letters.isSentBack(record)) {
      return null; // an operator's doing
    }
    var told = names.partOf(source);
    return told == null ? names.partOf(onlyClientOf(record.topic())) : told;
  }

  private @Nullable String onlyClientOf(String topic) {
    var known = clients.computeIfAbsent(topic, name -> ConcurrentHashMap.newKeySet());
    for (var bean : metrics.queryNames(producersOf(topic), null)) {
      var client = bean.getKeyProperty("client-id");
      var part = names.partOf(client);
      known.add(part == null ? client : part);
    }
    return known.size() == 1 ? known.iterator().next() : null;
  }

  private static ObjectName producersOf(String topic) {
    try {
      return new ObjectName(
          "kafka.producer:type=producer-topic-metrics,client-id=*,topic="
              + Sanitizer.jmxSanitize(topic));
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException("topic " + topic, e);
    }
  }
}
