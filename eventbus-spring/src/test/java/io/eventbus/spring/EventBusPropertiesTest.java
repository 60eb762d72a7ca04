package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.codec.EventFormat;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.observe.HealthOptions;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EventBusPropertiesTest {

  private static EventBusProperties bind(Map<String, String> properties) {
    return bind("eventbus", EventBusProperties.class, properties);
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }

  @Test
  void defaultsAreThoseOfTheCore() {
    var properties = bind(Map.of());
    var consumer = bind("eventbus.consumer", ConsumerProperties.class, Map.of());
    var outbox = bind("eventbus.outbox", OutboxProperties.class, Map.of());

    assertThat(properties.publisher().options()).isEqualTo(PublisherOptions.defaults());
    assertThat(consumer.options()).isEqualTo(ConsumerOptions.defaults());
    assertThat(consumer.batch().options()).isEqualTo(BatchOptions.defaults());
    assertThat(consumer.retry().policy()).isEqualTo(RetryPolicy.defaults());
    assertThat(outbox.relay().options()).isEqualTo(RelayOptions.defaults());
    assertThat(properties.health().options()).isEqualTo(HealthOptions.defaults());
    assertThat(properties.format()).isEqualTo(EventFormat.CLOUD_EVENTS_BINARY);
    assertThat(properties.closeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(properties.enabled()).isTrue();
    assertThat(properties.required()).isFalse();
    assertThat(properties.logContext()).isTrue();
  }

  @Test
  void takesClientPropertiesWithDotsInTheirNames() {
    var properties = bind(Map.of("eventbus.client.compression.type", "zstd"));

    assertThat(properties.client()).containsExactly(Map.entry("compression.type", "zstd"));
  }

  @Test
  void refusesWhatTheCoreRefuses() {
    var wrong = Map.of("eventbus.consumer.concurrency", "0");

    assertThatThrownBy(() -> bind("eventbus.consumer", ConsumerProperties.class, wrong))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining("concurrency must be at least 1 but is 0");
  }

  @Test
  void keepsThePasswordToItself() {
    var properties =
        bind(
            Map.of(
                "eventbus.sasl.password",
                "secret",
                "eventbus.sasl.mechanism",
                "plain",
                "eventbus.client.sasl.jaas.config",
                "also secret"));

    assertThat(properties.toString()).contains("PLAIN").doesNotContain("secret");
  }
}
