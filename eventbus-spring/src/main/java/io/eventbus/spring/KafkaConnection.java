package io.eventbus.spring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * The brokers that Spring Boot's own Kafka support knows of, and how to connect to them.
 *
 * @param bootstrapServers where they are
 * @param sslBundle certificates, {@code null} without any
 * @param properties of Kafka clients that say how to connect and to log in
 */
record KafkaConnection(
    List<String> bootstrapServers, @Nullable SslBundle sslBundle, Map<String, String> properties) {

  /** Without the properties, among which are passwords. */
  @Override
  public String toString() {
    return "KafkaConnection[bootstrapServers=" + bootstrapServers + "]";
  }
}
