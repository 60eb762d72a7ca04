package io.eventbus.spring;

import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.OrderedSender;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an operator asks for the outbox and decides about held events, also while its relay runs in
 * other instances only. Safe to share between threads.
 */
final class OutboxDesk {

  private final OutboxStore store;
  private final Supplier<@Nullable OutboxRelay> running;
  private final OutboxRelay idle;

  /**
   * A desk for an outbox.
   *
   * @param running the relay of this instance, {@code null} while it has none
   */
  OutboxDesk(OutboxStore store, Supplier<@Nullable OutboxRelay> running) {
    this.store = store;
    this.running = running;
    this.idle = OutboxRelay.of(store, OutboxDesk::noSender, RelayOptions.defaults());
  }

  private static OrderedSender noSender() {
    throw new IllegalStateException("this relay does not send");
  }

  String name() {
    return store.name();
  }

  /** That of this instance, or one that is never started, but has an operator's questions. */
  OutboxRelay relay() {
    var known = running.get();
    return known == null ? idle : known;
  }

  /**
   * Has a held event tried again.
   *
   * @throws NotHeldException if no event of this id is held
   */
  void retry(long id) {
    require(relay().retry(id), id);
  }

  /**
   * Gives a held event up for good.
   *
   * @throws NotHeldException if no event of this id is held
   */
  void skip(long id) {
    require(relay().skip(id), id);
  }

  private static void require(boolean held, long id) {
    if (!held) {
      throw new NotHeldException(id);
    }
  }

  /** There is no such event to decide about. */
  static final class NotHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotHeldException(long id) {
      super("no event " + id + " is held back: GET eventbus lists those that are");
    }
  }
}
