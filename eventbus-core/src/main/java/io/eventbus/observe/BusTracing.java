package io.eventbus.observe;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.event.Arguments;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * Observes what a bus does with records, so that a tracer can follow an event from hop to hop by
 * the headers of <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. Names are
 * those of {@link TraceNames}. While nobody observes it costs next to nothing, and what observers
 * throw stays here. Safe to share between threads.
 */
public final class BusTracing {

  private static final String TRACE_PARENT = "traceparent";

  private final ObservationRegistry registry;
  private final TagLimit topics = new TagLimit();

  private BusTracing(ObservationRegistry registry) {
    this.registry = registry;
  }

  /** Observes nothing. */
  public static BusTracing none() {
    return new BusTracing(ObservationRegistry.NOOP);
  }

  /** Observes for the handlers of this registry. */
  public static BusTracing of(ObservationRegistry registry) {
    return new BusTracing(Arguments.requirePresent(registry, "registry"));
  }

  /** Whether anybody observes at the moment. */
  public boolean on() {
    return !registry.isNoop();
  }

  /**
   * A record goes out. It is part of what the calling thread is at; where that is nothing, it goes
   * on with the trace that the record carries already.
   */
  public SendSpan send(EncodedEvent record) {
    Arguments.requirePresent(record, "record");
    if (on()) {
      try {
        return sent(record);
      } catch (Throwable e) {
        Onlookers.failed(e);
      }
    }
    return new SendSpan(record, MessageSpan.NONE);
  }

  private SendSpan sent(EncodedEvent record) {
    if (registry.getCurrentObservation() != null || record.header(TRACE_PARENT) == null) {
      return sent(record, Observation.NOOP);
    }
    var forward = received(TraceNames.FORWARD, "forward", "receive", record);
    return started(forward, Observation.NOOP).within(() -> sent(record, forward));
  }

  private SendSpan sent(EncodedEvent record, Observation around) {
    var carrier = new HeaderCarrier(record);
    var context = new SenderContext<HeaderCarrier>((to, name, value) -> set(to, name, value));
    context.setCarrier(carrier);
    var observation = Observation.createNotStarted(TraceNames.SEND, () -> context, registry);
    // Writes the headers.
    var span = started(describe(observation, "send", "send", record), around);
    return new SendSpan(carrier.record(), span);
  }

  /** Of one that cannot even begin, nothing is left open. */
  private static MessageSpan started(Observation observation, Observation around) {
    var span = new MessageSpan(observation, around);
    try {
      observation.start();
    } catch (Throwable e) {
      span.end(e);
      throw e;
    }
    return span;
  }

  private static void set(@Nullable HeaderCarrier carrier, String name, String value) {
    if (carrier != null) {
      carrier.set(name, value);
    }
  }

  /** A handler begins with a record, in the trace that the record carries. */
  public MessageSpan process(EncodedEvent record, RecordOrigin origin, String group, int attempt) {
    Arguments.requirePresent(record, "record");
    Arguments.requirePresent(origin, "origin");
    Arguments.requireText(group, "group");
    Arguments.requireAtLeast(attempt, 1, "attempt");
    if (on()) {
      try {
        return started(
            received(TraceNames.PROCESS, "process", "process", record)
                .lowCardinalityKeyValue(TraceNames.GROUP, group)
                .highCardinalityKeyValue(TraceNames.PARTITION, String.valueOf(origin.partition()))
                .highCardinalityKeyValue(TraceNames.OFFSET, String.valueOf(origin.offset()))
                .highCardinalityKeyValue(TraceNames.ATTEMPT, String.valueOf(attempt)),
            Observation.NOOP);
      } catch (Throwable e) {
        Onlookers.failed(e);
      }
    }
    return MessageSpan.NONE;
  }

  /** A handler begins with a batch, which may come of many traces and is in none of them. */
  public MessageSpan processBatch(String topic, String group, int size) {
    Arguments.requireText(topic, "topic");
    Arguments.requireText(group, "group");
    Arguments.requireAtLeast(size, 1, "size");
    if (on()) {
      try {
        return started(batch(topic, group, size), Observation.NOOP);
      } catch (Throwable e) {
        Onlookers.failed(e);
      }
    }
    return MessageSpan.NONE;
  }

  private Observation batch(String topic, String group, int size) {
    var context = new ReceiverContext<String>((carrier, name) -> null, Kind.CONSUMER);
    context.setCarrier(topic); // some tracers refuse one that carries nothing
    return named(
            Observation.createNotStarted(TraceNames.PROCESS, () -> context, registry),
            "process",
            "process",
            topic)
        .lowCardinalityKeyValue(TraceNames.GROUP, group)
        .highCardinalityKeyValue(TraceNames.BATCH_SIZE, String.valueOf(size));
  }

  private Observation received(String name, String operation, String type, EncodedEvent record) {
    var context =
        new ReceiverContext<HeaderCarrier>((carrier, key) -> carrier.get(key), Kind.CONSUMER);
    context.setCarrier(new HeaderCarrier(record));
    return describe(
        Observation.createNotStarted(name, () -> context, registry), operation, type, record);
  }

  private Observation describe(
      Observation observation, String operation, String type, EncodedEvent record) {
    var id = record.eventId();
    var eventType = record.eventType();
    named(observation, operation, type, record.topic());
    if (id != null) {
      observation.highCardinalityKeyValue(TraceNames.MESSAGE_ID, id);
    }
    if (eventType != null) {
      observation.highCardinalityKeyValue(TraceNames.EVENT_TYPE, eventType);
    }
    return observation;
  }

  private Observation named(Observation observation, String operation, String type, String topic) {
    return observation
        .contextualName(operation + " " + topic)
        .lowCardinalityKeyValue(TraceNames.SYSTEM, "kafka")
        .lowCardinalityKeyValue(TraceNames.OPERATION_NAME, operation)
        .lowCardinalityKeyValue(TraceNames.OPERATION_TYPE, type)
        .lowCardinalityKeyValue(TraceNames.DESTINATION, topics.of(topic));
  }
}
