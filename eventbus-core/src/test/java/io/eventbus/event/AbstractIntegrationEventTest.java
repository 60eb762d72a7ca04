package io.eventbus.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AbstractIntegrationEventTest {

  @EventType(value = "class.event", version = 4)
  private static final class ClassEvent extends AbstractIntegrationEvent {}

  private static final class WithoutType extends AbstractIntegrationEvent {}

  @Test
  void hasAnIdentityATimeAndTheVersionOfItsType() {
    var event = new ClassEvent();

    assertThat(event.id()).isNotEqualTo(new ClassEvent().id());
    assertThat(Duration.between(event.time(), Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(event.version()).isEqualTo(4);
    assertThat(event.key()).isNull();
  }

  @Test
  void needsAType() {
    assertThatIllegalArgumentException()
        .isThrownBy(WithoutType::new)
        .withMessageContaining("@EventType");
  }
}
