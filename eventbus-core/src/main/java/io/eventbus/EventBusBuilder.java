package io.eventbus;

import static java.util.Map.entry;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.consume.EventConsumers;
import io.eventbus.event.Arguments;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.publish.RecordSender;
import io.eventbus.topic.TopicNaming;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link EventBus}. {@link #bootstrapServers} and {@link #source} are required; all else
 * has a default. Used by one thread.
 */
public final class EventBusBuilder {

  private static final String PROMISE = "at-least-once delivery in order rests on it";

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
  private Duration closeTimeout = Duration.ofSeconds(30);

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
   * How long {@link EventBus#close()} waits in all for running handlers and waiting events; 30
   * seconds by default. Zero waits for neither.
   */
  public EventBusBuilder closeTimeout(Duration closeTimeout) {
    this.closeTimeout = Arguments.requireNotNegative(closeTimeout, "closeTimeout");
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
   * Makes the bus. Does not wait for a broker, but the name of at least one must resolve.
   *
   * @throws IllegalStateException if the bootstrap servers or the source are missing
   * @throws io.eventbus.event.EventBusException if a Kafka client refuses its properties
   */
  public EventBus build() {
    if (!clientProperties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalStateException("bootstrapServers is missing: say where the brokers are");
    }
    if (source == null) {
      throw new IllegalStateException("source is missing: give the name of this service");
    }
    var codec = new EventCodec(codecLimits);
    var sender = RecordSender.open(clientProperties, publisherOptions);
    var publisher =
        EventPublisher.of(sender, codec, topicNaming, source, publisherOptions.maxEventBytes());
    var consumers = new EventConsumers(clientProperties, codec, topicNaming, sender);
    return new EventBus(publisher, sender, consumers, closeTimeout);
  }
}
