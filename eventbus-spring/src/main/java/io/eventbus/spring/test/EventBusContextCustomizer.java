package io.eventbus.spring.test;

import io.eventbus.test.KafkaCluster;
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
    if (bus == TestBus.RECORDING) {
      return Map.of(BUS, bus.name(), "eventbus.enabled", false);
    }
    var kafka = KafkaCluster.shared();
    context.getBeanFactory().registerSingleton("eventbusTestKafka", kafka);
    return Map.of(
        BUS,
        bus.name(),
        "eventbus.enabled",
        true,
        "eventbus.bootstrap-servers",
        kafka.bootstrapServers(),
        "eventbus.ssl.enabled",
        false,
        "eventbus.ssl.bundle",
        "",
        "eventbus.sasl.mechanism",
        "",
        "eventbus.client.security.protocol",
        "PLAINTEXT",
        "eventbus.namespace",
        "test" + CONTEXTS.incrementAndGet(),
        "spring.kafka.bootstrap-servers",
        kafka.bootstrapServers());
  }
}
