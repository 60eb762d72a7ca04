package io.eventbus;

import static java.util.Map.entry;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.codec.Upcaster;
import io.eventbus.codec.Upcasters;
import io.eventbus.consume.ConsumerParts;
import io.eventbus.consume.EventConsumers;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.Observability;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.KafkaClients;
import io.eventbus.publish.PublishFallback;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.publish.RecordSender;
import io.eventbus.topic.TopicNaming;
import io.eventbus.topic.TopicReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an {@link EventBus}. {@link #bootstrapServers} and {@link #source} are required; all else
 * has a default. Used by one thread.
 */
public final class EventBusBuilder {

  private static final Logger log = LoggerFactory.getLogger(EventBusBuilder.class);

  private static final String PROMISE = "at-least-once delivery in order rests on it";

  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(30);

  private static final Map<String, String> FIXED_PROPERTIES =
      Map.ofEntries(
          entry("acks", PROMISE),
          entry("enable.idempotence", PROMISE),
          entry("enable.auto.commit", PROMISE),
          entry("transactional.id", "the producer's transactions are not supported"),
          entry("max.in.flight.requests.per.connection", PROMISE),
          entry("max.block.ms", "publish never blocks, see PublisherOptions.withWaiting"),
          entry("delivery.timeout.ms", "use PublisherOptions.withDeliveryTimeout"),
          entry("group.id", "it is the argument of EventBus.consumer"),
          entry("auto.offset.reset", "use ConsumerOptions.withStartFrom"),
          entry("key.serializer", "the library reads and writes bytes"),
          entry("value.serializer", "the library reads and writes bytes"),
          entry("key.deserializer", "the library reads and writes bytes"),
          entry("value.deserializer", "the library reads and writes bytes"));

  private final Map<String, Object> clientProperties = new HashMap<>();
  private @Nullable String source;
  private TopicNaming topicNaming = TopicNaming.convention("");
  private PublisherOptions publisherOptions = PublisherOptions.defaults();
  private CodecLimits codecLimits = CodecLimits.defaults();
  private EventFormat format = EventFormat.CLOUD_EVENTS_BINARY;
  private Upcasters upcasters = Upcasters.none();
  private Duration closeTimeout = Duration.ofSeconds(30);
  private boolean enabled = true;
  private boolean exposesCredentials;
  private @Nullable Duration required;
  private @Nullable PublishFallback fallback;
  private @Nullable MeterRegistry meterRegistry;
  private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;
  private boolean logContext = true;
  private HealthOptions healthOptions = HealthOptions.defaults();
  private @Nullable Executor starter;

  EventBusBuilder() {}

  /**
   * Where the brokers are.
   *
   * @param bootstrapServers {@code host:port}, several with commas between them
   */
  public EventBusBuilder bootstrapServers(String bootstrapServers) {
    return clientProperty(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        Arguments.requireText(bootstrapServers, "bootstrapServers"));
  }

  /**
   * The name of this service, which its events carry as their source.
   *
   * @throws IllegalArgumentException if it is no URI reference
   */
  public EventBusBuilder source(String source) {
    Arguments.requireText(source, "source");
    try {
      this.source = URI.create(source).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("source '" + source + "' must be a URI reference", e);
    }
    return this;
  }

  /** The topics by {@link TopicNaming#convention} under this prefix; no prefix by default. */
  public EventBusBuilder topicPrefix(String topicPrefix) {
    return topicNaming(TopicNaming.convention(Arguments.requireText(topicPrefix, "topicPrefix")));
  }

  /** The topics by a naming of your own. */
  public EventBusBuilder topicNaming(TopicNaming topicNaming) {
    this.topicNaming = Arguments.requirePresent(topicNaming, "topicNaming");
    return this;
  }

  /** Bounds of the publisher. */
  public EventBusBuilder publisherOptions(PublisherOptions publisherOptions) {
    this.publisherOptions = Arguments.requirePresent(publisherOptions, "publisherOptions");
    return this;
  }

  /** What a record may measure that is read. */
  public EventBusBuilder codecLimits(CodecLimits codecLimits) {
    this.codecLimits = Arguments.requirePresent(codecLimits, "codecLimits");
    return this;
  }

  /**
   * How events are written, unless {@link io.eventbus.publish.PublishOptions#withFormat} says
   * otherwise; CloudEvents in binary mode by default. All formats are read.
   */
  public EventBusBuilder format(EventFormat format) {
    this.format = Arguments.requirePresent(format, "format");
    return this;
  }

  /**
   * Makes events of an older version readable for handlers of a newer one. The chain from each
   * version to the next is checked when a handler is registered.
   *
   * @param type the logical type
   * @param fromVersion the version that it reads, at least 1; it writes the next one
   * @throws IllegalArgumentException if there is one from this version already
   */
  public EventBusBuilder upcaster(String type, int fromVersion, Upcaster upcaster) {
    upcasters = upcasters.with(type, fromVersion, upcaster);
    return this;
  }

  /**
   * How long {@link EventBus#close()} waits in all for running handlers and waiting events; 30
   * seconds by default. Zero waits for neither.
   */
  public EventBusBuilder closeTimeout(Duration closeTimeout) {
    this.closeTimeout = Arguments.requireNotNegative(closeTimeout, "closeTimeout");
    return this;
  }

  /**
   * Switches the bus off without touching the code that uses it: no Kafka client is made, events
   * count as {@link io.eventbus.publish.PublishOutcome#SKIPPED}, consumers read nothing. On by
   * default.
   */
  public EventBusBuilder enabled(boolean enabled) {
    this.enabled = enabled;
    return this;
  }

  /**
   * Makes {@link #build} fail unless a broker answers in time. By default the bus starts without
   * one, says once in the log that events wait, and connects later.
   *
   * @param timeout how long to wait for the answer, at least a millisecond
   */
  public EventBusBuilder required(Duration timeout) {
    this.required = Arguments.requirePositive(timeout, "timeout");
    return this;
  }

  /**
   * What stores events that the broker did not take; by default nothing does. One that is larger
   * than {@link PublisherOptions#maxEventBytes} fails without it. At the close of the bus half of
   * the time is for sending, the rest for storing.
   */
  public EventBusBuilder fallback(PublishFallback fallback) {
    this.fallback = Arguments.requirePresent(fallback, "fallback");
    return this;
  }

  /**
   * Where the bus and its Kafka clients are measured, by the names of {@link
   * io.eventbus.observe.MeterNames}; by default nowhere.
   */
  public EventBusBuilder meterRegistry(MeterRegistry registry) {
    this.meterRegistry = Arguments.requirePresent(registry, "registry");
    return this;
  }

  /**
   * What observes sending and handling, by the names of {@link io.eventbus.observe.TraceNames}: a
   * tracer that listens here follows an event from hop to hop. By default nothing does.
   */
  public EventBusBuilder observationRegistry(ObservationRegistry registry) {
    this.observationRegistry = Arguments.requirePresent(registry, "registry");
    return this;
  }

  /**
   * Whether handlers of single events, but not those of batches or of records that are not taken
   * apart, find their event in the context of the log (MDC): {@code eventId}, {@code eventType},
   * {@code keyHash}, {@code topic}, {@code partition}, {@code offset} and {@code correlationId}. On
   * by default, where the logging library has such a context.
   */
  public EventBusBuilder logContext(boolean logContext) {
    this.logContext = logContext;
    return this;
  }

  /** From when on {@link EventBus#health} counts something as wrong. */
  public EventBusBuilder health(HealthOptions healthOptions) {
    this.healthOptions = Arguments.requirePresent(healthOptions, "healthOptions");
    return this;
  }

  /**
   * Has the producer made elsewhere, and not before something is published or {@link
   * EventBus#awaitStart} asks for it: the first of a JVM takes a tenth of a second. By default
   * {@link #build} makes it. What is published until it is there waits, and health says so long
   * that the producer is not connected.
   *
   * @param starter runs its task on another thread; {@link EventBus#awaitStart} tells if the
   *     producer refuses its properties
   */
  public EventBusBuilder startOn(Executor starter) {
    this.starter = Arguments.requirePresent(starter, "starter");
    return this;
  }

  /** TLS and SASL; by default neither. Says once in the log if credentials travel without TLS. */
  public EventBusBuilder security(KafkaSecurity security) {
    Arguments.requirePresent(security, "security");
    exposesCredentials = security.exposesCredentials();
    clientProperties.putAll(security.properties());
    return this;
  }

  /**
   * A property of the Kafka clients, for the producer and the consumers alike.
   *
   * @throws IllegalArgumentException if it is one of the few on which the promises rest, such as
   *     {@code acks} and {@code enable.auto.commit}
   */
  public EventBusBuilder clientProperty(String name, String value) {
    Arguments.requireText(name, "name");
    Arguments.requirePresent(value, "value");
    var instead = FIXED_PROPERTIES.get(name);
    if (instead != null) {
      throw new IllegalArgumentException("name '" + name + "' cannot be set: " + instead);
    }
    clientProperties.put(name, value);
    return this;
  }

  /**
   * What makes the Kafka clients of the bus; by default they are Kafka's own. For tests of a bus on
   * topics in memory.
   */
  public EventBusBuilder kafkaClients(KafkaClients clients) {
    clientProperties.put(KafkaClients.PROPERTY, Arguments.requirePresent(clients, "clients"));
    return this;
  }

  Map<String, Object> clientProperties() {
    return Map.copyOf(clientProperties);
  }

  /**
   * Makes the bus. Waits for a broker only if one is {@link #required}.
   *
   * @throws IllegalStateException if the bootstrap servers or the source are missing
   * @throws EventBusException if a Kafka client refuses its properties, a bootstrap server is no
   *     {@code host:port}, or no broker answers that is required
   */
  public EventBus build() {
    if (enabled && !clientProperties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalStateException("bootstrapServers is missing: say where the brokers are");
    }
    if (enabled) {
      BrokerAddresses.requireLegal(clientProperties);
    }
    var encoder = encoder();
    if (enabled && exposesCredentials) {
      log.warn("credentials travel without TLS: anyone on the way to the brokers can read them");
    }
    if (enabled && required != null) {
      BrokerCheck.requireAnswer(clientProperties, required);
    }
    return assemble(encoder, Map.copyOf(clientProperties), observability());
  }

  /**
   * What writes the events of such a bus, for what stands in for one: their metadata, topics and
   * bytes are the same.
   *
   * @throws IllegalStateException if the source is missing
   */
  public EventEncoder encoder() {
    if (source == null) {
      throw new IllegalStateException("source is missing: give the name of this service");
    }
    var codec = new EventCodec(codecLimits, format);
    return new EventEncoder(codec, topicNaming, source, publisherOptions.maxEventBytes());
  }

  private Observability observability() {
    return new Observability(
        meterRegistry == null ? BusMeters.none() : BusMeters.of(meterRegistry),
        BusTracing.of(observationRegistry),
        logContext);
  }

  private EventBus assemble(
      EventEncoder encoder, Map<String, Object> properties, Observability observability) {
    var codec = new EventCodec(codecLimits, format);
    var meters = observability.meters();
    var sender = sender(properties, meters);
    var storing =
        fallback == null ? sender : RecordSender.withFallback(sender, fallback, publisherOptions);
    var shared = new ConsumerParts(codec, topicNaming, sender, upcasters, observability);
    var consumers = new EventConsumers(properties, shared, enabled);
    var outboxes = new Outboxes(encoder, properties, observability, healthOptions, enabled);
    var parts =
        new EventBus.Parts(
            encoder.source(),
            EventPublisher.of(storing, encoder, observability),
            storing,
            meters,
            consumers,
            outboxes,
            topics ->
                enabled
                    ? TopicSetup.ensure(properties, topics, TOPIC_TIMEOUT)
                    : new TopicReport(List.of(), List.of()),
            group -> new DeadLetters(properties, codec, group, enabled),
            healthCheck(storing, consumers, outboxes));
    return new EventBus(parts, closeTimeout);
  }

  private RecordSender sender(Map<String, Object> properties, BusMeters meters) {
    if (!enabled) {
      return RecordSender.disabled();
    }
    return starter == null
        ? RecordSender.open(properties, publisherOptions, meters)
        : RecordSender.open(properties, publisherOptions, meters, starter);
  }

  private HealthCheck healthCheck(
      RecordSender sender, EventConsumers consumers, Outboxes outboxes) {
    if (!enabled) {
      return new HealthCheck(null, healthOptions);
    }
    var broker = new BrokerProbe(clientProperties, healthOptions.probeTimeout(), required != null);
    return new HealthCheck(
        new HealthCheck.Parts(broker, sender, consumers, outboxes), healthOptions);
  }
}
