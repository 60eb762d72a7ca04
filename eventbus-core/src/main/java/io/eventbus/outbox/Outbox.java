package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishFallback;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.publish.PublishedEvent;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores events as part of the caller's database transaction: if that is committed, a {@link
 * OutboxRelay} sends them, at least once and in order per key; if it is rolled back, nobody ever
 * sees them. Safe to share between threads.
 */
public final class Outbox {

  private final EventEncoder encoder;
  private final OutboxWriter writer;
  private final @Nullable CurrentTransaction current;
  private final Runnable written;
  private final boolean enabled;

  /**
   * An outbox.
   *
   * @param current the transactions of a framework, {@code null} without one
   * @param written called after each write, before its commit, to wake relays of this process
   */
  public Outbox(
      EventEncoder encoder,
      OutboxWriter writer,
      @Nullable CurrentTransaction current,
      Runnable written) {
    this(encoder, writer, current, written, true);
  }

  private Outbox(
      EventEncoder encoder,
      OutboxWriter writer,
      @Nullable CurrentTransaction current,
      Runnable written,
      boolean enabled) {
    this.encoder = Arguments.requirePresent(encoder, "encoder");
    this.writer = Arguments.requirePresent(writer, "writer");
    this.written = Arguments.requirePresent(written, "written");
    this.current = current;
    this.enabled = enabled;
  }

  /** The same outbox in the transactions of a framework. */
  public Outbox in(CurrentTransaction current) {
    Arguments.requirePresent(current, "current");
    return new Outbox(encoder, writer, current, written, enabled);
  }

  /** The same outbox, which stores nothing. */
  public Outbox switchedOff() {
    return new Outbox(encoder, writer, current, written, false);
  }

  /**
   * Stores an event in the connection's transaction.
   *
   * @param connection with auto-commit switched off
   * @throws IllegalStateException if auto-commit is on: the event would not be part of anything
   * @throws OutboxException if the database refuses
   * @throws io.eventbus.publish.PublishException if it is larger than the publisher allows
   */
  public EventMetadata publish(Connection connection, IntegrationEvent event) {
    return publish(connection, event, PublishOptions.defaults());
  }

  /** As {@link #publish(Connection, IntegrationEvent)}, with options of its own. */
  public EventMetadata publish(
      Connection connection, IntegrationEvent event, PublishOptions options) {
    return store(connection, event, options).metadata();
  }

  private EventEncoder.Outgoing store(
      Connection connection, IntegrationEvent event, PublishOptions options) {
    Arguments.requirePresent(connection, "connection");
    Arguments.requirePresent(event, "event");
    Arguments.requirePresent(options, "options");
    var outgoing = encoder.encode(event, options);
    if (enabled) {
      writer.insert(connection, List.of(outgoing.record()));
      written.run();
    }
    return outgoing;
  }

  /**
   * Stores events in the order of the collection, in one statement where the database can.
   *
   * @throws OutboxException if the database refuses: roll the transaction back, which may hold a
   *     part of them
   */
  public List<EventMetadata> publishAll(
      Connection connection, Collection<? extends IntegrationEvent> events) {
    Arguments.requirePresent(connection, "connection");
    Arguments.requirePresent(events, "events");
    List<EncodedEvent> records = new ArrayList<>(events.size());
    List<EventMetadata> all = new ArrayList<>(events.size());
    for (var event : events) {
      var outgoing = encoder.encode(event, PublishOptions.defaults());
      records.add(outgoing.record());
      all.add(outgoing.metadata());
    }
    if (enabled && !records.isEmpty()) {
      writer.insert(connection, records);
      written.run();
    }
    return all;
  }

  /**
   * Stores an event in the transaction that the framework has at the moment.
   *
   * @throws IllegalStateException if there is none, or no framework was named
   */
  public EventMetadata publish(IntegrationEvent event) {
    return publish(event, PublishOptions.defaults());
  }

  /** As {@link #publish(IntegrationEvent)}, with options of its own. */
  public EventMetadata publish(IntegrationEvent event, PublishOptions options) {
    return store(event, options).metadata();
  }

  private EventEncoder.Outgoing store(IntegrationEvent event, PublishOptions options) {
    Arguments.requirePresent(event, "event");
    Arguments.requirePresent(options, "options");
    if (current == null) {
      throw new IllegalStateException(
          "no transaction is at hand: give a connection, or name a framework with in(…)");
    }
    var outgoing = store(current.connection(), event, options);
    current.afterCommit(written);
    return outgoing;
  }

  /**
   * This outbox as a publisher, whose events are part of the transaction that the framework has at
   * the moment. Its stages are complete at once, with {@link PublishOutcome#STORED}; it throws what
   * {@link #publish(IntegrationEvent)} does.
   */
  public EventPublisher publisher() {
    return (event, options) -> {
      var outgoing = store(event, options);
      var outcome = enabled ? PublishOutcome.STORED : PublishOutcome.SKIPPED;
      return CompletableFuture.completedFuture(
          new PublishedEvent(outgoing.metadata(), outgoing.record().topic(), -1, -1, outcome));
    };
  }

  /**
   * Runs work in a transaction and, once that is committed, has the relays of this process look at
   * once: quicker than a database that wakes them.
   *
   * @throws Exception what the work throws, after all was rolled back
   */
  public void run(Transactions transactions, Transactions.Work work) throws Exception {
    Arguments.requirePresent(transactions, "transactions");
    transactions.run(Arguments.requirePresent(work, "work"));
    wakeRelays();
  }

  /** Has relays of this process look at once; to be called after a commit, if at all. */
  public void wakeRelays() {
    written.run();
  }

  /**
   * Stores what a publisher could not publish, in transactions of its own. Such events come late,
   * and so after later ones of their key.
   */
  public static PublishFallback fallback(OutboxWriter writer) {
    Arguments.requirePresent(writer, "writer");
    return (record, failure) -> writer.insert(List.of(record));
  }
}
