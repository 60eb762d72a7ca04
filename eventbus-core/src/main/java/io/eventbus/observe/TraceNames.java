package io.eventbus.observe;

/**
 * The names of observations and of what they carry, by OpenTelemetry's semantic conventions for
 * messaging spans, <a
 * href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">version 1.37</a>. A
 * span is called {@code {operation} {topic}}. Keys are not among them: they may be personal.
 */
public final class TraceNames {

  /** The observation of a record that goes out: to Kafka, to an outbox, to the dead letters. */
  public static final String SEND = "eventbus.send";

  /** The observation of a record that is passed on, and continues a trace that began elsewhere. */
  public static final String FORWARD = "eventbus.forward";

  /** The observation of one attempt of a handler. */
  public static final String PROCESS = "eventbus.process";

  static final String SYSTEM = "messaging.system";
  static final String OPERATION_NAME = "messaging.operation.name";
  static final String OPERATION_TYPE = "messaging.operation.type";
  static final String DESTINATION = "messaging.destination.name";
  static final String GROUP = "messaging.consumer.group.name";
  static final String BATCH_SIZE = "messaging.batch.message_count";
  static final String MESSAGE_ID = "messaging.message.id";
  static final String PARTITION = "messaging.destination.partition.id";
  static final String OFFSET = "messaging.kafka.offset";
  static final String EVENT_TYPE = "eventbus.event.type";
  static final String ATTEMPT = "eventbus.attempt";

  private TraceNames() {}
}
