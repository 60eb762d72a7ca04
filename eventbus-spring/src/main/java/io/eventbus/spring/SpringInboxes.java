package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.inbox.Inbox;
import io.eventbus.inbox.InboxStore;
import io.eventbus.outbox.Transactions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Inboxes in the application's transactions, which forget what is old. Safe to share. */
final class SpringInboxes implements Inboxes {

  private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
  private final EventBus bus;
  private final InboxStore store;
  private final Transactions transactions;
  private final Duration retention;

  SpringInboxes(EventBus bus, InboxStore store, Transactions transactions, Duration retention) {
    this.bus = bus;
    this.store = store;
    this.transactions = transactions;
    this.retention = retention;
  }

  @Override
  public Inbox of(String group) {
    return inboxes.computeIfAbsent(group, this::inbox);
  }

  private Inbox inbox(String group) {
    var inbox = Inbox.of(group, store, transactions);
    bus.cleanInbox(inbox, retention);
    return inbox;
  }
}
