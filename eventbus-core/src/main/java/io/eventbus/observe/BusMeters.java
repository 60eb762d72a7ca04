package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one bus, named by {@link MeterNames}. Without a registry nothing is measured, at no
 * cost. Safe to share between threads.
 */
public final class BusMeters implements AutoCloseable {

  private final @Nullable MeterRegistry registry;
  private final @Nullable ClientMeters clients;
  private final TagLimit topics = new TagLimit();
  private final PublishMeters publishing;
  private final ConcurrentMap<String, GroupMeters> groups = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, OutboxMeters> outboxes = new ConcurrentHashMap<>();
  private final List<MeterSet<?>> lasting = new CopyOnWriteArrayList<>();

  private BusMeters(@Nullable MeterRegistry registry) {
    this.registry = registry;
    this.clients = registry == null ? null : new ClientMeters(registry);
    this.publishing = new PublishMeters(registry, topics);
  }

  /** Measures nothing. */
  public static BusMeters none() {
    return new BusMeters(null);
  }

  /** Measures into this registry. */
  public static BusMeters of(MeterRegistry registry) {
    return new BusMeters(Arguments.requirePresent(registry, "registry"));
  }

  /** Whether anything is measured. */
  public boolean on() {
    return registry != null;
  }

  /** Those of published events. */
  public PublishMeters publishing() {
    return publishing;
  }

  /** Those of a consumer group, the same each time. */
  public GroupMeters group(String group) {
    return groups.computeIfAbsent(Arguments.requireText(group, "group"), this::made);
  }

  private GroupMeters made(String group) {
    var meters = new GroupMeters(registry, topics, group);
    if (registry != null) {
      lasting.add(meters.gauges(registry));
    }
    return meters;
  }

  /**
   * Shows a relay and its outbox, until the result is run or the bus is closed.
   *
   * @param outbox its name
   */
  public Runnable outbox(String outbox, OutboxReading relay) {
    Arguments.requireText(outbox, "outbox");
    Arguments.requirePresent(relay, "relay");
    return outboxes.computeIfAbsent(outbox, this::madeOutbox).add(relay);
  }

  private OutboxMeters madeOutbox(String outbox) {
    var meters = new OutboxMeters();
    if (registry != null) {
      lasting.add(meters.gauges(registry, Tags.of(MeterNames.OUTBOX, outbox)));
    }
    return meters;
  }

  /**
   * Shows an inbox, until the bus is closed.
   *
   * @param group the consumer group
   * @param handled how many events were handled
   * @param repeated how many came again
   */
  public void inbox(String group, LongSupplier handled, LongSupplier repeated) {
    var tags = Tags.of(MeterNames.GROUP, Arguments.requireText(group, "group"));
    Arguments.requirePresent(handled, "handled");
    Arguments.requirePresent(repeated, "repeated");
    if (registry != null) {
      lasting.add(
          new MeterSet<>(registry, this, tags)
              .counter(
                  MeterNames.INBOX,
                  "Events that came to an inbox",
                  Tags.of(MeterNames.OUTCOME, "handled"),
                  self -> handled.getAsLong())
              .counter(
                  MeterNames.INBOX,
                  "Events that came to an inbox",
                  Tags.of(MeterNames.OUTCOME, "repeated"),
                  self -> repeated.getAsLong()));
    }
  }

  /** Shows what a producer of Kafka's measures, until the result is run. */
  public Runnable client(Producer<?, ?> producer) {
    Arguments.requirePresent(producer, "producer");
    return clients == null ? () -> {} : clients.bind(producer);
  }

  /** Shows what a consumer of Kafka's measures, until the result is run. */
  public Runnable client(Consumer<?, ?> consumer) {
    Arguments.requirePresent(consumer, "consumer");
    return clients == null ? () -> {} : clients.bind(consumer);
  }

  /** Takes away what shows the state of the bus; what was counted stays. */
  @Override
  public void close() {
    lasting.forEach(MeterSet::close);
    lasting.clear();
  }
}
