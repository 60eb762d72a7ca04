package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaBuilderTest {

  private final EmbeddedKafkaBuilder builder = EmbeddedKafka.builder();

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 6})
  void refusesAnImpossibleNumberOfBrokers(int brokers) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.brokers(brokers))
        .withMessage("brokers must be between 1 and 5 but is " + brokers);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 63})
  void refusesAHeapThatNoBrokerStartsWith(int megabytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.heapMegabytes(megabytes))
        .withMessage("heapMegabytes must be at least 64 but is " + megabytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void refusesAStartTimeoutThatIsNotPositive(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.startTimeout(timeout))
        .withMessage("startTimeout must be positive but is " + timeout);
  }

  @Test
  @SuppressWarnings("NullAway") // Nonsense on purpose.
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> builder.startTimeout(null))
        .withMessage("startTimeout");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.property(null, "value"))
        .withMessage("key");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.property("key", null))
        .withMessage("value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"node.id", "listeners", "log.dirs", "controller.quorum.voters"})
  void refusesPropertiesThatMakeTheCluster(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.property(key, "1"))
        .withMessage("key must not be " + key + ": the cluster sets it itself");
  }

  @Test
  void refusesABlankProperty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.property(" ", "1"))
        .withMessage("key must not be blank");
  }
}
