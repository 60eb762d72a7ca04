package io.eventbus.test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class KafkaSettingsTest {

  @Test
  void orderOfPropertiesMakesNoOtherCluster() {
    assertThat(settings(OneWay.class))
        .isEqualTo(settings(OtherWay.class))
        .isEqualTo(new KafkaSettings(3, Map.of("num.partitions", "1", "super.users", "a=b")));
  }

  @Test
  void propertyWithoutAValueIsRefused() {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> settings(Wrong.class))
        .withMessage(
            "properties of @WithKafka must be \"key=value\" but one is \"num.partitions\"");
  }

  private static KafkaSettings settings(Class<?> type) {
    return KafkaSettings.of(requireNonNull(type.getAnnotation(WithKafka.class)));
  }

  @WithKafka(
      brokers = 3,
      properties = {"num.partitions=1", "super.users=a=b"})
  private static final class OneWay {}

  @WithKafka(
      brokers = 3,
      properties = {"super.users = a=b", "num.partitions = 1"})
  private static final class OtherWay {}

  @WithKafka(properties = "num.partitions")
  private static final class Wrong {}
}
