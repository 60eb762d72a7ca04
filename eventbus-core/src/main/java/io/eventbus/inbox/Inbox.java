package io.eventbus.inbox;

import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.BatchFailedException;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.EventHandler;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer group has handled. A handler of {@link #once} runs in a transaction that first
 * claims the event; if that was claimed before, the handler is not called. So its effects in this
 * database happen once, as long as the inbox remembers the event. Effects elsewhere, mails or calls
 * of other services, may still happen more than once. Safe to share between threads.
 */
public final class Inbox {

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final int LONGEST_ID = 200;

  private final String group;
  private final InboxStore store;
  private final Transactions transactions;
  private final @Nullable Outbox outbox;
  private final LongAdder handled = new LongAdder();
  private final LongAdder repeated = new LongAdder();

  private Inbox(
      String group, InboxStore store, Transactions transactions, @Nullable Outbox outbox) {
    this.group = Arguments.requireText(group, "group");
    this.store = Arguments.requirePresent(store, "store");
    this.transactions = Arguments.requirePresent(transactions, "transactions");
    this.outbox = outbox;
    if (group.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      throw new IllegalArgumentException(
          "group has more than " + LONGEST_ID + " bytes in UTF-8, which an inbox does not take");
    }
  }

  /** The inbox of a consumer group, without an outbox. */
  public static Inbox of(String group, InboxStore store, Transactions transactions) {
    return new Inbox(group, store, transactions, null);
  }

  /**
   * The same inbox, whose handlers can publish as part of their transactions. The outbox has to be
   * in the same database.
   */
  public Inbox withOutbox(Outbox outbox) {
    return new Inbox(group, store, transactions, Arguments.requirePresent(outbox, "outbox"));
  }

  /** A handler that is called once for each event. */
  public <E extends IntegrationEvent> EventHandler<E> once(
      TransactionalHandler<? super E> handler) {
    Arguments.requirePresent(handler, "handler");
    return (event, context) -> {
      var id = List.of(idOf(context));
      var fresh = new AtomicBoolean();
      runInTransaction(
          transaction -> {
            fresh.set(!store.claim(transaction.connection(), group, id).isEmpty());
            if (fresh.get()) {
              handler.handle(event, context, transaction);
            }
          });
      (fresh.get() ? handled : repeated).increment();
    };
  }

  /** A handler of batches that gets each event once. */
  public <E extends IntegrationEvent> BatchEventHandler<E> onceInBatches(
      TransactionalBatchHandler<E> handler) {
    Arguments.requirePresent(handler, "handler");
    return events -> {
      var byId = new LinkedHashMap<String, ReceivedEvent<E>>();
      events.forEach(event -> byId.putIfAbsent(idOf(event.context()), event));
      var fresh = new ArrayList<ReceivedEvent<E>>(byId.size());
      runInTransaction(
          transaction -> {
            var claimed = store.claim(transaction.connection(), group, List.copyOf(byId.keySet()));
            fresh.clear(); // a framework may try a transaction again
            byId.forEach(
                (id, event) -> {
                  if (claimed.contains(id)) {
                    fresh.add(event);
                  }
                });
            if (!fresh.isEmpty()) {
              handle(handler, fresh, transaction);
            }
          });
      handled.add(fresh.size());
      repeated.add(events.size() - fresh.size());
    };
  }

  /** Nothing of a batch counts as handled when it fails, since all of it is rolled back. */
  private static <E extends IntegrationEvent> void handle(
      TransactionalBatchHandler<E> handler,
      List<ReceivedEvent<E>> events,
      InboxTransaction transaction)
      throws Exception {
    try {
      handler.handle(events, transaction);
    } catch (BatchFailedException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause; // what the retry policy is to judge
      }
      throw new IllegalStateException("the batch was rolled back", e);
    }
  }

  /** What a handler does. */
  @FunctionalInterface
  private interface Work {
    void run(InboxTransaction transaction) throws Exception;
  }

  private void runInTransaction(Work work) throws Exception {
    var used = new ArrayList<InboxTransaction>(1);
    transactions.run(
        connection -> {
          var transaction = new InboxTransaction(connection, outbox);
          used.add(transaction);
          work.run(transaction);
        });
    used.forEach(InboxTransaction::committed);
  }

  /**
   * An id that is no UUID may be another source's too; one that is long would not fit into a key of
   * every database.
   */
  private static String idOf(EventContext context) {
    var metadata = context.metadata();
    if (UUID.matcher(metadata.id()).matches()) {
      return metadata.id();
    }
    var id = metadata.source() + "#" + metadata.id();
    return id.length() <= LONGEST_ID ? id : "sha256:" + sha256(id);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** The consumer group. */
  public String group() {
    return group;
  }

  /** How many events were handled since this inbox was made. */
  public long handled() {
    return handled.sum();
  }

  /** How many came again and were not handled a second time. */
  public long repeated() {
    return repeated.sum();
  }

  InboxStore store() {
    return store;
  }
}
