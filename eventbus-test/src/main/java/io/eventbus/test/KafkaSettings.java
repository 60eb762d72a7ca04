package io.eventbus.test;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What a {@link WithKafka} asks for; classes that ask for the same share a cluster. */
record KafkaSettings(int brokers, Map<String, String> properties) {

  KafkaSettings {
    properties = Map.copyOf(properties);
  }

  static KafkaSettings of(WithKafka annotation) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String property : annotation.properties()) {
      int equals = property.indexOf('=');
      if (equals < 1) {
        throw new ExtensionConfigurationException(
            "properties of @WithKafka must be \"key=value\" but one is \"" + property + "\"");
      }
      properties.put(property.substring(0, equals).strip(), property.substring(equals + 1).strip());
    }
    return new KafkaSettings(annotation.brokers(), properties);
  }
}
