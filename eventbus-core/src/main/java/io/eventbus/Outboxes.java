package io.eventbus;

import io.eventbus.event.Arguments;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.OrderedSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The outboxes of a bus and their relays. */
final class Outboxes {

  private final EventEncoder encoder;
  private final Map<String, Object> clientProperties;
  private final boolean enabled;
  private final List<OutboxRelay> relays = new CopyOnWriteArrayList<>();

  Outboxes(EventEncoder encoder, Map<String, Object> clientProperties, boolean enabled) {
    this.encoder = encoder;
    this.clientProperties = clientProperties;
    this.enabled = enabled;
  }

  Outbox outbox(OutboxStore store) {
    Arguments.requirePresent(store, "store");
    var outbox = new Outbox(encoder, store, null, () -> relays.forEach(OutboxRelay::nudge));
    return enabled ? outbox : outbox.switchedOff();
  }

  OutboxRelay relay(OutboxStore store, RelayOptions options) {
    Arguments.requirePresent(options, "options");
    var relay =
        OutboxRelay.of(
            store, () -> OrderedSender.open(clientProperties, options.deliveryTimeout()), options);
    if (!enabled) {
      return relay.switchedOff();
    }
    relays.add(relay);
    return relay;
  }

  void close(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (var relay : relays) {
      relay.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }
}
