package io.eventbus.spring;

import io.eventbus.codec.EventFormat;
import io.eventbus.observe.HealthOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.topic.TopicNaming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application says of its bus. Values are checked by the options of the bus that they
 * become.
 *
 * @param enabled Whether there are events at all. While it is off no Kafka client is made, what is
 *     published is skipped, and consumers read nothing.
 * @param bootstrapServers Where the brokers are, host:port. Without it those of Spring Boot's Kafka
 *     connection are used, where there is one.
 * @param source Name of this service, which its events carry as their source; a URI reference. By
 *     default that of 'spring.application.name'.
 * @param namespace What the names of all topics and groups of this application begin with, also
 *     those that are fixed in the code; for several that share brokers and nothing else.
 * @param applicationEvents Whether application events that are integration events are published.
 * @param client Further properties of the Kafka clients, of producer and consumers alike.
 * @param clientId Name of this service's clients in the logs and quotas of the brokers.
 * @param topic One topic for all types, instead of one by convention for each.
 * @param topicPrefix What the topics by convention begin with.
 * @param format How events are written; all formats are read.
 * @param required Whether the application starts only if a broker answers, and is ready only while
 *     one does.
 * @param requiredTimeout How long a broker that is required may take to answer at the start.
 * @param closeTimeout How long the end of the application waits for running handlers, then for the
 *     relay of the outbox, and then for waiting events; each of them gets so long.
 * @param logContext Whether handlers find their event in the context of the log (MDC).
 * @param ssl TLS.
 * @param sasl Login.
 * @param publisher Bounds of the publisher.
 * @param jdbc Tables of outbox and inbox.
 * @param inbox What is known of events that were handled.
 * @param health From when on something counts as wrong.
 * @param endpoint The actuator's endpoint.
 */
@ConfigurationProperties("eventbus")
record EventBusProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue List<String> bootstrapServers,
    @Nullable String source,
    @Nullable String clientId,
    @Nullable String namespace,
    @Nullable String topicPrefix,
    @Nullable String topic,
    @DefaultValue("cloud-events-binary") EventFormat format,
    @DefaultValue("false") boolean required,
    @DefaultValue("10s") Duration requiredTimeout,
    @DefaultValue("30s") Duration closeTimeout,
    @DefaultValue("true") boolean logContext,
    @DefaultValue("false") boolean applicationEvents,
    @DefaultValue Map<String, String> client,
    @DefaultValue Ssl ssl,
    @DefaultValue Sasl sasl,
    @DefaultValue Publisher publisher,
    @DefaultValue Jdbc jdbc,
    @DefaultValue Inbox inbox,
    @DefaultValue Health health,
    @DefaultValue Endpoint endpoint) {

  /** Has the values checked at once, so that the application does not start with wrong ones. */
  EventBusProperties {
    publisher.options();
    health.options();
    if (namespace != null) {
      TopicNaming.requireLegal(namespace);
    }
  }

  /** Without the client's properties, which may be how to log in. */
  @Override
  public String toString() {
    return "EventBusProperties[enabled="
        + enabled
        + ", bootstrapServers="
        + bootstrapServers
        + ", source="
        + source
        + ", ssl="
        + ssl
        + ", sasl="
        + sasl
        + "]";
  }

  /** The name as it is on the brokers, of a topic or a group. */
  String inNamespace(String name) {
    return namespace == null ? name : namespace + "." + name;
  }

  /**
   * TLS.
   *
   * @param enabled Whether to use TLS with the certificate authorities that the JVM trusts.
   * @param bundle Name of the SSL bundle with the certificates to trust and to show. Switches TLS
   *     on.
   */
  record Ssl(@DefaultValue("false") boolean enabled, @Nullable String bundle) {}

  /** Ways to log in. */
  enum Mechanism {
    PLAIN,
    SCRAM_SHA_256,
    SCRAM_SHA_512
  }

  /**
   * Login by SASL.
   *
   * @param mechanism How to log in; by default no login.
   * @param username Who logs in.
   * @param password The password of who logs in.
   */
  record Sasl(@Nullable Mechanism mechanism, @Nullable String username, @Nullable String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Sasl[mechanism=" + mechanism + ", username=" + username + "]";
    }
  }

  /**
   * Bounds of the publisher.
   *
   * @param maxEventSize The largest event, key and headers included.
   * @param maxWait How long an event may wait until the producer takes it.
   * @param maxWaitingEvents How many events may wait for the broker or for a topic.
   * @param maxWaitingSize How large the events that wait may be together.
   * @param deliveryTimeout How long the producer tries to deliver an event that it has taken.
   */
  record Publisher(
      @DefaultValue("1MB") DataSize maxEventSize,
      @DefaultValue("50000") int maxWaitingEvents,
      @DefaultValue("32MB") DataSize maxWaitingSize,
      @DefaultValue("1m") Duration maxWait,
      @DefaultValue("2m") Duration deliveryTimeout) {

    PublisherOptions options() {
      return new PublisherOptions(
          Math.toIntExact(maxEventSize.toBytes()),
          maxWaitingEvents,
          maxWaitingSize.toBytes(),
          maxWait,
          deliveryTimeout);
    }
  }

  /** When the tables are made. */
  enum InitializeSchema {
    NEVER,
    EMBEDDED,
    ALWAYS
  }

  /**
   * Tables of outbox and inbox.
   *
   * @param initializeSchema When tables that are missing are made at the start: in databases in
   *     memory only, always, or never.
   */
  record Jdbc(@DefaultValue("embedded") InitializeSchema initializeSchema) {}

  /**
   * What is known of events that were handled.
   *
   * @param retention How long the inbox remembers an event: longer than it can take to come again,
   *     at most 24 days.
   */
  record Inbox(@DefaultValue("14d") Duration retention) {}

  /**
   * From when on something counts as wrong.
   *
   * @param handlerTimeout How long a call of a handler may take.
   * @param pollTimeout How long a consumer may not have asked the broker for records.
   * @param outboxAge How long the oldest event may lie in an outbox that is not held back.
   * @param probeTimeout How long a broker or the database of an outbox may take to answer.
   */
  record Health(
      @DefaultValue("5m") Duration handlerTimeout,
      @DefaultValue("30s") Duration pollTimeout,
      @DefaultValue("1m") Duration outboxAge,
      @DefaultValue("2s") Duration probeTimeout) {

    HealthOptions options() {
      return new HealthOptions(handlerTimeout, pollTimeout, outboxAge, probeTimeout);
    }
  }

  /**
   * The actuator's endpoint.
   *
   * @param writes Whether operators may pause, resume, redrive, retry and skip through the
   *     actuator's endpoint.
   */
  record Endpoint(@DefaultValue("false") boolean writes) {}
}
