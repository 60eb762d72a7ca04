package io.eventbus.spring;

import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The connection that Spring Boot's Kafka module knows of, by properties or by a service. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaConnectionDetails.class)
@ConditionalOnBean(KafkaConnectionDetails.class)
class KafkaConnectionConfiguration {

  /** Of the common properties, those that are about the connection. */
  private static final List<String> CONNECTING = List.of("security.", "ssl.", "sasl.");

  @Bean
  @Lazy // for it may be of no use here, and wrong
  KafkaConnection eventbusKafkaConnection(
      KafkaConnectionDetails details, ObjectProvider<KafkaProperties> kafkaProperties) {
    var properties = new TreeMap<String, String>();
    kafkaProperties.ifAvailable(
        common -> {
          common
              .getSsl()
              .buildProperties()
              .forEach((name, value) -> properties.put(name, value.toString()));
          common
              .getProperties()
              .forEach(
                  (name, value) -> {
                    if (CONNECTING.stream().anyMatch(name::startsWith)) {
                      properties.put(name, value);
                    }
                  });
        });
    var protocol = details.getSecurityProtocol();
    if (protocol != null && !protocol.isEmpty()) {
      properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
    }
    return new KafkaConnection(details.getBootstrapServers(), details.getSslBundle(), properties);
  }
}
