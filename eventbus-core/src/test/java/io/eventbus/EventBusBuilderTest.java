package io.eventbus;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eventbus.SampleEvents.OtherUserRegistered;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.event.EventBusException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusBuilderTest {

  private static EventBusBuilder complete() {
    return EventBus.builder()
        .bootstrapServers("localhost:1")
        .source("s")
        .closeTimeout(Duration.ZERO);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EventBus.builder().source("s").build())
        .withMessageContaining("bootstrapServers");
    assertThatIllegalStateException()
        .isThrownBy(() -> EventBus.builder().bootstrapServers("localhost:1").build())
        .withMessageContaining("source");
  }

  @Test
  void refusesASourceThatIsNoUriReference() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complete().source("two words"))
        .withMessageContaining("source 'two words'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks", "enable.auto.commit", "max.block.ms", "group.id"})
  void keepsThePropertiesThatItsPromisesRestOn(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complete().clientProperty(name, "1"))
        .withMessageStartingWith("name '" + name + "'");
  }

  @Test
  void namesThePropertyThatAClientRefuses() {
    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(() -> complete().clientProperty("compression.type", "bogus").build())
        .withStackTraceContaining("compression.type");
    try (var bus = complete().clientProperty("max.poll.records", "0").build()) {
      var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {});
      assertThatExceptionOfType(EventBusException.class)
          .isThrownBy(consumer::start)
          .withStackTraceContaining("max.poll.records");
    }
  }

  @Test
  void aConsumerIsRefusedContradictoryHandlers() {
    try (var bus = complete().build()) {
      var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consumer.on(UserRegistered.class, (event, context) -> {}))
          .withMessageContaining("has a handler on topic user.events already");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> consumer.on(OtherUserRegistered.class, "user.events", (event, context) -> {}))
          .withMessageContaining("both claim the type user.registered v1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consumer.on(UserRegistered.class, "t.g.dlq", (event, context) -> {}))
          .withMessageContaining("dead letters of group g itself");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  bus.consumer("a group").on(UserRegistered.class, "topic", (event, context) -> {}))
          .withMessageContaining("topic.a group.dlq");
    }
  }

  @Test
  void aConsumerNeedsAHandlerAndAnOpenBus() {
    var bus = complete().build();
    assertThatIllegalStateException().isThrownBy(() -> bus.consumer("g").start());

    bus.close();
    bus.close();

    var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {});
    assertThatIllegalStateException()
        .isThrownBy(consumer::start)
        .withMessageContaining("the bus is closed");
  }
}
