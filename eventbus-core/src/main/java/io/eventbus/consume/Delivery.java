package io.eventbus.consume;

import io.eventbus.codec.DecodedEvent;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.codec.UndecodableEventException;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.FailedRecord;
import io.eventbus.event.EventBusException;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way: decode, find the handler, try, try again, dead-letter. Each {@link
 * #attempt} does one step on a worker and says what comes next. Used by one thread at a time.
 */
final class Delivery {

  /** What all deliveries of a consumer share. */
  record Handling(
      EventCodec codec,
      Subscriptions subscriptions,
      Retries retries,
      DeadLetters deadLetters,
      UnknownTypeRule unknownTypes,
      ConsumerCounters counters) {}

  /** What comes after an attempt. */
  sealed interface Next {

    /** Nothing: the record is handled, dead-lettered or skipped. */
    record Done() implements Next {}

    /** Another attempt, after a wait. */
    record Again(Duration after) implements Next {}

    /** The record is done once this completes; another attempt if it fails. */
    record Acknowledgement(CompletionStage<?> stage) implements Next {}

    /** The consumer must not go past this record. */
    record Fatal(EventBusException failure) implements Next {}
  }

  private static final Next DONE = new Next.Done();

  /** An attempt that a lane which is stopped does not make. */
  private static final Next NEVER = new Next.Again(Duration.ZERO);

  private final ConsumerRecord<byte[], byte[]> record;
  private final long ticket;
  private final Handling handling;
  private final Retries.Attempts attempts;
  private @Nullable FailedRecord deadLetter;

  Delivery(ConsumerRecord<byte[], byte[]> record, long ticket, Handling handling) {
    this.record = record;
    this.ticket = ticket;
    this.handling = handling;
    this.attempts = handling.retries().start();
  }

  long ticket() {
    return ticket;
  }

  /**
   * Does the next step.
   *
   * @param abandoned whether the partition was given up meanwhile: what fails then is the next
   *     member's to judge, and becomes no dead letter here
   */
  Next attempt(BooleanSupplier abandoned) {
    var failed = deadLetter;
    if (failed == null) {
      return handle(abandoned);
    }
    return bury(failed);
  }

  private Next handle(BooleanSupplier abandoned) {
    var encoded = encoded();
    try {
      var types = handling.subscriptions().of(record.topic()).types();
      var decoded = handling.codec().decode(encoded, types, origin());
      if (decoded instanceof DecodedEvent.Known known) {
        invoke(known.event(), context(known, encoded));
        handling.counters().handled.increment();
        return DONE;
      }
      return unknown((DecodedEvent.Unknown) decoded, encoded);
    } catch (UndecodableEventException e) {
      return bury(new FailedRecord(encoded, origin(), DeadLetterReason.UNDECODABLE, 0, e));
    } catch (Throwable e) {
      // Errors too: a handler that overflows its stack must not leave a dead consumer behind.
      return abandoned.getAsBoolean() ? NEVER : failed(e, encoded);
    }
  }

  private <E extends IntegrationEvent> void invoke(E event, EventContext context) throws Exception {
    var handler = handling.subscriptions().of(record.topic()).handlerOf(event);
    if (handler == null) {
      throw new IllegalStateException("no handler for " + event.getClass().getName());
    }
    handler.handle(event, context);
  }

  private Next unknown(DecodedEvent.Unknown unknown, EncodedEvent encoded) {
    return switch (handling.unknownTypes()) {
      case IGNORE -> {
        handling.counters().skipped.increment();
        yield DONE;
      }
      case DEAD_LETTER ->
          bury(new FailedRecord(encoded, origin(), DeadLetterReason.UNKNOWN_TYPE, 0, null));
      case FAIL -> new Next.Fatal(unknownTypeFailure(unknown));
    };
  }

  private EventBusException unknownTypeFailure(DecodedEvent.Unknown unknown) {
    return new EventBusException(
        "no handler for type "
            + unknown.type()
            + " version "
            + unknown.version()
            + this
            + ": register one, or choose another rule for unknown types",
        null);
  }

  private Next failed(Throwable failure, EncodedEvent encoded) {
    int attempt = attempts.number();
    var wait = attempts.failed(failure);
    if (wait != null) {
      handling.counters().retried.increment();
      return new Next.Again(wait);
    }
    var reason =
        attempts.refused() ? DeadLetterReason.NOT_RETRYABLE : DeadLetterReason.RETRIES_EXHAUSTED;
    return bury(new FailedRecord(encoded, origin(), reason, attempt, failure));
  }

  private Next bury(FailedRecord failed) {
    deadLetter = failed;
    return new Next.Acknowledgement(
        handling.deadLetters().put(failed).thenRun(handling.counters().deadLettered::increment));
  }

  private EncodedEvent encoded() {
    var headers = new ArrayList<EventHeader>();
    for (var header : record.headers()) {
      headers.add(new EventHeader(header.key(), header.value()));
    }
    return new EncodedEvent(record.topic(), record.key(), headers, record.value());
  }

  private RecordOrigin origin() {
    // A topic may be set to carry no timestamps, then the client reports -1.
    long millis = Math.max(0, record.timestamp());
    return new RecordOrigin(record.partition(), record.offset(), Instant.ofEpochMilli(millis));
  }

  private EventContext context(DecodedEvent.Known known, EncodedEvent encoded) {
    Map<String, String> headers = new HashMap<>();
    for (var header : encoded.headers()) {
      headers.put(header.name(), header.text());
    }
    var key = record.key();
    return new EventContext(
        known.metadata(),
        record.topic(),
        record.partition(),
        record.offset(),
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        attempts.number(),
        headers);
  }

  @Override
  public String toString() {
    return " at topic "
        + record.topic()
        + ", partition "
        + record.partition()
        + ", offset "
        + record.offset();
  }
}
