package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class KafkaChoiceTest {

  private static final KafkaSettings ONE = new KafkaSettings(1, Map.of());
  private static final KafkaCluster EMBEDDED = new NamedKafka("embedded");
  private static final KafkaCluster CONTAINER = new NamedKafka("container");

  @Test
  void embeddedDoesNotEvenAskForDocker() {
    var choice =
        choice(
            () -> {
              throw new AssertionError("asked");
            });

    assertThat(choice.start(ONE, "embedded", "image")).isSameAs(EMBEDDED);
  }

  @Test
  void containerWhereItIsAskedForAndDockerAnswers() {
    assertThat(choice(() -> true).start(ONE, "testcontainers", "image")).isSameAs(CONTAINER);
  }

  @Test
  void embeddedWhereDockerDoesNotAnswer() {
    assertThat(choice(() -> false).start(ONE, "testcontainers", "image")).isSameAs(EMBEDDED);
  }

  @Test
  void embeddedWhereTestcontainersIsMissing() {
    var choice =
        choice(
            () -> {
              throw new NoClassDefFoundError("org/testcontainers/DockerClientFactory");
            });

    assertThat(choice.start(ONE, "testcontainers", "image")).isSameAs(EMBEDDED);
  }

  @Test
  void severalBrokersAreEmbedded() {
    var three = new KafkaSettings(3, Map.of());

    assertThat(choice(() -> true).start(three, "testcontainers", "image")).isSameAs(EMBEDDED);
  }

  @Test
  void unknownWordIsRefused() {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> choice(() -> true).start(ONE, "docker", "image"))
        .withMessage("eventbus.test.kafka must be embedded or testcontainers but is docker");
  }

  private static KafkaChoice choice(BooleanSupplier dockerAnswers) {
    return new KafkaChoice(dockerAnswers, settings -> EMBEDDED, (settings, image) -> CONTAINER);
  }

  private static final class NamedKafka extends SteadyKafka {

    private final String name;

    NamedKafka(String name) {
      super("it is none");
      this.name = name;
    }

    @Override
    public String bootstrapServers() {
      return name;
    }

    @Override
    public List<Path> logs() {
      return List.of();
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return name;
    }
  }
}
