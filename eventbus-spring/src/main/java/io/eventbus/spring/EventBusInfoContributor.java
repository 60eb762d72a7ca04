package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.SubscriptionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Tells which bus this is, and what its running consumers read. */
final class EventBusInfoContributor implements InfoContributor {

  private final EventBus bus;
  private final Supplier<List<EventConsumer>> consumers;

  EventBusInfoContributor(EventBus bus, Supplier<List<EventConsumer>> consumers) {
    this.bus = bus;
    this.consumers = consumers;
  }

  @Override
  public void contribute(Info.Builder builder) {
    var details = new LinkedHashMap<String, Object>();
    var version = EventBus.class.getPackage().getImplementationVersion();
    if (version != null) { // it is in the manifest of a jar only
      details.put("version", version);
    }
    details.put("source", bus.source());
    var groups = new TreeMap<String, Object>();
    consumers.get().forEach(consumer -> groups.put(consumer.group(), topicsOf(consumer)));
    details.put("groups", groups);
    builder.withDetail("eventbus", details);
  }

  /** The types by topics and patterns. */
  private static Map<String, Set<String>> topicsOf(EventConsumer consumer) {
    var topics = new TreeMap<String, Set<String>>();
    for (SubscriptionStatus each : consumer.subscriptions()) {
      topics.computeIfAbsent(each.topic(), topic -> new TreeSet<>()).add(each.type());
    }
    return topics;
  }
}
