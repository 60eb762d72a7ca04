package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.dataformat.csv.CsvMapper",
        "kafka.Kafka",
        "org.apache.logging.log4j.LogManager",
        "org.slf4j.simple.SimpleLogger",
        "org.yaml.snakeyaml.Yaml",
        "scala.Option"
      })
  void brokersLibrariesStayOutOfTheTest(String type) {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName(type, false, EmbeddedKafka.class.getClassLoader()));
  }
}
