package io.eventbus.benchmarks.inbox;

import io.eventbus.benchmarks.contender.Contenders;
import io.eventbus.benchmarks.outbox.OutboxDatabase;

/** The ways to consume events with effects in a database, by their names. */
public final class InboxContenders {

  /** This library's consumer and a transaction per event, without an inbox. */
  public static final String NO_INBOX = "no-inbox";

  /** A transaction per batch, which claims its events in an inbox. */
  public static final String BATCH = "eventbus-batch";

  private InboxContenders() {}

  /**
   * The way of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static InboxContender of(String name, OutboxDatabase database) {
    return switch (name) {
      case NO_INBOX -> new InsertEach(database, false);
      case Contenders.EVENTBUS -> new InsertEach(database, true);
      case BATCH -> new InsertBatches(database);
      default -> throw new IllegalArgumentException("there is no inbox " + name);
    };
  }
}
