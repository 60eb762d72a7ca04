package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.KafkaSecurity;
import io.eventbus.event.EventBusException;
import io.eventbus.topic.TopicNaming;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes a builder of the bus from properties, and a bus of that. */
final class BusAssembly {

  private static final String NO_SERVERS =
      "Set 'eventbus.bootstrap-servers' to the host:port of your brokers, or"
          + " 'eventbus.enabled=false' to run without events.";

  private final EventBusProperties properties;
  private final @Nullable String applicationName;
  private final Supplier<@Nullable KafkaConnection> connection;
  private final Supplier<@Nullable SslBundles> bundles;

  /**
   * An assembly.
   *
   * @param applicationName the source of events if the properties name none
   * @param connection asked only if the properties do not say where the brokers are
   */
  BusAssembly(
      EventBusProperties properties,
      @Nullable String applicationName,
      Supplier<@Nullable KafkaConnection> connection,
      Supplier<@Nullable SslBundles> bundles) {
    this.properties = properties;
    this.applicationName = applicationName;
    this.connection = connection;
    this.bundles = bundles;
  }

  /**
   * A builder that has been told all properties.
   *
   * @throws EventBusStartException if one is missing or not legal
   */
  EventBusBuilder builder() {
    try {
      return told();
    } catch (IllegalArgumentException e) {
      throw new EventBusStartException(
          "A property under 'eventbus' is not legal", "Correct the property.", e);
    }
  }

  private EventBusBuilder told() {
    var builder =
        EventBus.builder()
            .enabled(properties.enabled())
            .format(properties.format())
            .closeTimeout(properties.closeTimeout())
            .logContext(properties.logContext())
            .publisherOptions(properties.publisher().options())
            .health(properties.health().options());
    source(builder);
    topics(builder);
    if (properties.required()) {
      builder.required(properties.requiredTimeout());
    }
    if (properties.clientId() != null) {
      builder.clientProperty("client.id", properties.clientId());
    }
    brokers(builder);
    properties.client().forEach(builder::clientProperty);
    return builder;
  }

  private void source(EventBusBuilder builder) {
    var source = properties.source() == null ? applicationName : properties.source();
    if (source == null || source.isBlank()) {
      if (properties.enabled()) {
        throw new EventBusStartException(
            "The events of this service have no source: neither 'eventbus.source' nor"
                + " 'spring.application.name' is set",
            "Set 'spring.application.name', or 'eventbus.source', to the name of this service.",
            null);
      }
      source = "application";
    }
    try {
      builder.source(source);
    } catch (IllegalArgumentException e) {
      throw new EventBusStartException(
          "The source of this service's events is not legal",
          "Set 'eventbus.source' to a name without spaces, such as 'teacher-service'.",
          e);
    }
  }

  private void topics(EventBusBuilder builder) {
    var prefix = properties.topicPrefix();
    var naming =
        properties.topic() == null
            ? TopicNaming.convention(prefix == null ? "" : prefix)
            : TopicNaming.fixed(properties.topic());
    builder.topicNaming(type -> properties.inNamespace(naming.topicOf(type)));
  }

  private void brokers(EventBusBuilder builder) {
    if (!properties.enabled()) {
      return;
    }
    if (!properties.bootstrapServers().isEmpty()) {
      builder.bootstrapServers(String.join(",", properties.bootstrapServers()));
      security(builder, ownBundle());
      return;
    }
    var known = connection.get();
    if (known == null || known.bootstrapServers().isEmpty()) {
      throw new EventBusStartException(
          "Nothing says where the Kafka brokers are: 'eventbus.bootstrap-servers' is not set, and"
              + " there is no Kafka connection of Spring Boot",
          NO_SERVERS,
          null);
    }
    builder.bootstrapServers(String.join(",", known.bootstrapServers()));
    var own = ownBundle();
    var bundle = own == null ? known.sslBundle() : own;
    security(builder, bundle);
    known
        .properties()
        .forEach(
            (name, value) -> {
              // A client refuses two places for its certificates.
              if (bundle == null || !name.startsWith("ssl.")) {
                builder.clientProperty(name, value);
              }
            });
  }

  private @Nullable SslBundle ownBundle() {
    var name = properties.ssl().bundle();
    if (name == null || name.isBlank()) {
      return null;
    }
    var known = bundles.get();
    if (known == null) {
      throw new EventBusStartException(
          "'eventbus.ssl.bundle' is '" + name + "', but there are no SSL bundles",
          "Define it under 'spring.ssl.bundle'.",
          null);
    }
    return known.getBundle(name);
  }

  private void security(EventBusBuilder builder, @Nullable SslBundle bundle) {
    var mechanism = properties.sasl().mechanism();
    if (bundle == null && !properties.ssl().enabled() && mechanism == null) {
      return;
    }
    var tls =
        bundle != null
            ? BundledSecurity.of(bundle)
            : properties.ssl().enabled() ? KafkaSecurity.tls() : KafkaSecurity.plaintext();
    builder.security(mechanism == null ? tls : login(tls, mechanism));
  }

  private KafkaSecurity login(KafkaSecurity tls, EventBusProperties.Mechanism mechanism) {
    var username = properties.sasl().username();
    var password = properties.sasl().password();
    if (username == null || password == null) {
      throw new EventBusStartException(
          "'eventbus.sasl.mechanism' is set, but not who logs in",
          "Set 'eventbus.sasl.username' and 'eventbus.sasl.password'.",
          null);
    }
    return switch (mechanism) {
      case PLAIN -> tls.withPlain(username, password);
      case SCRAM_SHA_256 -> tls.withScramSha256(username, password);
      case SCRAM_SHA_512 -> tls.withScramSha512(username, password);
    };
  }

  /** Whether there are clients that are told where the brokers are, and nothing else. */
  boolean onlyAddresses() {
    if (!properties.enabled()) {
      return false;
    }
    var known = properties.bootstrapServers().isEmpty() ? connection.get() : null;
    return properties.client().isEmpty()
        && !properties.ssl().enabled()
        && ownBundle() == null
        && properties.sasl().mechanism() == null
        && (known == null || (known.properties().isEmpty() && known.sslBundle() == null));
  }

  /**
   * Makes the bus, whose producer is made later.
   *
   * @throws EventBusStartException if a broker that is required does not answer
   */
  EventBus build(EventBusBuilder builder) {
    try {
      return builder.startOn(BusAssembly::onItsOwnThread).build();
    } catch (EventBusException e) {
      throw cannotStart(e);
    }
  }

  static void onItsOwnThread(Runnable work) {
    var thread = new Thread(work, "eventbus-start");
    thread.setDaemon(true);
    // Whoever publishes first may be of a pool whose threads know no class of the application.
    thread.setContextClassLoader(BusAssembly.class.getClassLoader());
    thread.start();
  }

  /**
   * Waits until the bus has its producer.
   *
   * @throws EventBusStartException if that refuses its properties
   */
  void awaitStart(EventBus bus) {
    try {
      bus.awaitStart();
    } catch (EventBusException e) {
      throw cannotStart(e);
    }
  }

  private EventBusStartException cannotStart(EventBusException e) {
    return new EventBusStartException(
        "The event bus cannot be started: " + e.getMessage(),
        properties.required()
            ? "Start the broker, correct 'eventbus.bootstrap-servers', or set"
                + " 'eventbus.required=false' to start without one and connect later."
            : "Correct the properties under 'eventbus'.",
        e.getCause());
  }
}
