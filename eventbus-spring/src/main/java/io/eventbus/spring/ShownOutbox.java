package io.eventbus.spring;

import io.eventbus.outbox.HeldEvent;
import io.eventbus.outbox.OutboxBacklog;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.OutboxRelay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as the endpoint shows it.
 *
 * @param name that of its meters
 * @param relay what the relay of this instance is at
 * @param sent how many events that has sent
 * @param inFlight how many it has read and not yet removed
 * @param heldKeys how many keys are held back, as far as the active relay is this one
 * @param backlog {@code null} while the database is away
 * @param held the oldest of the events that are refused; {@code null} while the database is away
 */
record ShownOutbox(
    String name,
    String relay,
    long sent,
    int inFlight,
    int heldKeys,
    @Nullable Backlog backlog,
    @Nullable List<HeldEvent> held) {

  private static final int MOST_HELD = 50;

  /** What lies in it; the lease's owner is {@code null} if no relay has it. */
  record Backlog(long events, long oldestAgeMillis, long held, @Nullable String leaseOwner) {

    static Backlog of(OutboxBacklog backlog) {
      return new Backlog(
          backlog.events(), backlog.oldestAge().toMillis(), backlog.held(), backlog.relay());
    }
  }

  /** What is known; that the database does not tell more is among the problems of the bus. */
  static ShownOutbox of(OutboxDesk desk) {
    var relay = desk.relay();
    try {
      return of(desk.name(), relay, Backlog.of(relay.backlog()), relay.held(MOST_HELD));
    } catch (OutboxException e) {
      return of(desk.name(), relay, null, null);
    }
  }

  private static ShownOutbox of(
      String name, OutboxRelay relay, @Nullable Backlog backlog, @Nullable List<HeldEvent> held) {
    var status = relay.status();
    return new ShownOutbox(
        name,
        status.state().name(),
        status.sent(),
        status.inFlight(),
        status.heldKeys(),
        backlog,
        held);
  }
}
