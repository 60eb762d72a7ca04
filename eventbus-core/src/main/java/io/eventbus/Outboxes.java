package io.eventbus;

import io.eventbus.event.Arguments;
import io.eventbus.inbox.Inbox;
import io.eventbus.inbox.InboxCleaner;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.Observability;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.OutboxWriter;
import io.eventbus.outbox.RelayHealth;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.OrderedSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The relays of outboxes and the cleaners of inboxes that end with a bus. */
final class Outboxes {

  private final EventEncoder encoder;
  private final Map<String, Object> clientProperties;
  private final Observability observability;
  private final boolean enabled;
  private final HealthOptions healthOptions;
  private final List<OutboxRelay> relays = new CopyOnWriteArrayList<>();
  private final List<RelayHealth> healths = new CopyOnWriteArrayList<>();
  private final List<InboxCleaner> cleaners = new CopyOnWriteArrayList<>();

  Outboxes(
      EventEncoder encoder,
      Map<String, Object> clientProperties,
      Observability observability,
      HealthOptions healthOptions,
      boolean enabled) {
    this.encoder = encoder;
    this.observability = observability;
    this.clientProperties = clientProperties;
    this.enabled = enabled;
    this.healthOptions = healthOptions;
  }

  Outbox outbox(OutboxWriter writer) {
    Arguments.requirePresent(writer, "writer");
    var traced = OutboxWriter.traced(writer, observability.tracing());
    var outbox = new Outbox(encoder, traced, null, () -> relays.forEach(OutboxRelay::nudge));
    return enabled ? outbox : outbox.switchedOff();
  }

  OutboxRelay relay(OutboxStore store, RelayOptions options) {
    Arguments.requirePresent(options, "options");
    var relay =
        OutboxRelay.of(store, () -> sender(options), options).measuredBy(observability.meters());
    if (!enabled) {
      return relay.switchedOff();
    }
    relays.add(relay);
    healths.add(RelayHealth.of(relay, store.toString(), healthOptions));
    return relay;
  }

  private OrderedSender sender(RelayOptions options) {
    return OrderedSender.open(clientProperties, options.deliveryTimeout(), observability);
  }

  void cleanInbox(Inbox inbox, Duration retention) {
    Arguments.requirePresent(inbox, "inbox");
    Arguments.requireRetention(retention, "retention");
    if (enabled) {
      var progress = new GroupProgress(clientProperties, inbox.group());
      observability.meters().inbox(inbox.group(), inbox::handled, inbox::repeated);
      cleaners.add(InboxCleaner.start(inbox, retention, progress));
    }
  }

  /** Has the databases asked how the outboxes are, without waiting. */
  void beginHealth() {
    healths.forEach(RelayHealth::begin);
  }

  /** What is wrong with the relays and their outboxes. */
  List<HealthProblem> problems() {
    return healths.stream().flatMap(health -> health.problems().stream()).toList();
  }

  void close(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    relays.forEach(OutboxRelay::stop);
    cleaners.forEach(InboxCleaner::close);
    for (var relay : relays) {
      relay.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }
}
