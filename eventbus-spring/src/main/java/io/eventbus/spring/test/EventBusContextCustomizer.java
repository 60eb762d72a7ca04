package io.eventbus.spring.test;

import io.eventbus.test.KafkaCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Sets the properties of a test's bus over those of the application. It is a part of the key under
 * which a context is kept: equal ones may share it.
 */
record EventBusContextCustomizer(TestBus bus) implements ContextCustomizer {

  /** The property that the auto-configuration of tests goes by. */
  static final String BUS = "eventbus.test.bus";

  /** Nobody connects there: what is made of it makes clients of its own. */
  private static final String IN_MEMORY_SERVERS = "in-memory:9092";

  /** Counted for each context that is made, not for each that is asked for. */
  private static final AtomicInteger CONTEXTS = new AtomicInteger();

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("eventbus test", properties(context)));
  }

  private Map<String, Object> properties(ConfigurableApplicationContext context) {
    return switch (bus) {
      case RECORDING -> Map.of(BUS, bus.name(), "eventbus.enabled", false);
      case IN_MEMORY -> onServers(IN_MEMORY_SERVERS);
      case BROKER -> onBroker(context);
    };
  }

  private Map<String, Object> onBroker(ConfigurableApplicationContext context) {
    var kafka = KafkaCluster.shared();
    context.getBeanFactory().registerSingleton("eventbusTestKafka", kafka);
    var properties = new HashMap<>(onServers(kafka.bootstrapServers()));
    properties.put("eventbus.namespace", "test" + CONTEXTS.incrementAndGet());
    properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    return properties;
  }

  private Map<String, Object> onServers(String servers) {
    return Map.of(
        BUS,
        bus.name(),
        "eventbus.enabled",
        true,
        "eventbus.bootstrap-servers",
        servers,
        "eventbus.ssl.enabled",
        false,
        "eventbus.ssl.bundle",
        "",
        "eventbus.sasl.mechanism",
        "",
        "eventbus.client.security.protocol",
        "PLAINTEXT");
  }
}
