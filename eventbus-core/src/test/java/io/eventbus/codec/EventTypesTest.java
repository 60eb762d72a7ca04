package io.eventbus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.SampleEvents.NotAnnotated;
import io.eventbus.SampleEvents.OtherUserRegistered;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.event.EventType;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  @EventType(value = "user.registered", version = 3)
  private record UserRegisteredV3(String userId) implements IntegrationEvent {}

  private static final EventTypes TYPES =
      EventTypes.of(List.of(UserRegistered.class, UserRegisteredV3.class));

  @Test
  void findsTheClassOfTheVersion() {
    assertThat(classOf(TYPES, "user.registered", 1)).isEqualTo(UserRegistered.class);
    assertThat(classOf(TYPES, "user.registered", 3)).isEqualTo(UserRegisteredV3.class);
  }

  @Test
  void readsANewerVersionWithTheNearestOlderClass() {
    assertThat(classOf(TYPES, "user.registered", 2)).isEqualTo(UserRegistered.class);
    assertThat(classOf(TYPES, "user.registered", 9)).isEqualTo(UserRegisteredV3.class);
  }

  @Test
  void knowsNoOtherTypes() {
    assertThat(classOf(TYPES, "user.deleted", 1)).isNull();
    assertThat(classOf(EventTypes.of(List.of(UserRegisteredV3.class)), "user.registered", 2))
        .isNull();
  }

  @Test
  void refusesTwoClassesForOneType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypes.of(List.of(UserRegistered.class, OtherUserRegistered.class)))
        .withMessageContaining("user.registered v1");
  }

  @Test
  void refusesAClassWithoutType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypes.of(List.of(NotAnnotated.class)))
        .withMessageContaining("@EventType");
  }

  private static Class<?> classOf(EventTypes types, String name, int version) {
    var reading = types.readingOf(new EventTypeName(name, version));
    return reading == null ? null : reading.eventClass();
  }
}
