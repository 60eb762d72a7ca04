package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.consume.EventContext;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.spring.HandlerShape.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerShapeTest {

  abstract static class Base<E extends IntegrationEvent> {
    void inherited(E event) {}
  }

  static final class Handlers extends Base<TeacherCreated> {
    void one(TeacherCreated event) {}

    void withContext(TeacherCreated event, EventContext context) {}

    CompletableFuture<Void> async(TeacherCreated event) {
      return CompletableFuture.completedFuture(null);
    }

    void list(List<TeacherCreated> events) {}

    void received(List<ReceivedEvent<TeacherCreated>> events) {}

    void nothing() {}

    void noEvent(String text) {}

    void anyEvent(IntegrationEvent event) {}

    void rawList(@SuppressWarnings("rawtypes") List events) {}

    void other(TeacherCreated event, String other) {}

    void three(TeacherCreated event, EventContext context, String other) {}

    void listWithContext(List<TeacherCreated> events, EventContext context) {}

    CompletableFuture<Void> asyncList(List<TeacherCreated> events) {
      return CompletableFuture.completedFuture(null);
    }

    int number(TeacherCreated event) {
      return 1;
    }
  }

  private static HandlerShape shapeOf(String name) {
    for (Class<?> type = Handlers.class; type != null; type = type.getSuperclass()) {
      for (var method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          return HandlerShape.of(method, Handlers.class);
        }
      }
    }
    throw new AssertionError(name + " " + Arrays.toString(Handlers.class.getDeclaredMethods()));
  }

  @ParameterizedTest
  @CsvSource({
    "one, EVENT, false",
    "withContext, EVENT_AND_CONTEXT, false",
    "async, EVENT, true",
    "list, EVENTS, false",
    "received, RECEIVED_EVENTS, false",
    "inherited, EVENT, false"
  })
  void knowsWhatAMethodTakes(String name, Parameters parameters, boolean async) {
    assertThat(shapeOf(name)).isEqualTo(new HandlerShape(TeacherCreated.class, parameters, async));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, takes 0 parameters",
    "three, takes 3 parameters",
    "noEvent, java.lang.String is no event type",
    "anyEvent, IntegrationEvent is no event type",
    "rawList, java.lang.Object is no event type",
    "other, no EventContext",
    "listWithContext, takes nothing else",
    "asyncList, returns nothing",
    "number, nobody takes what it returns"
  })
  void refusesWhatCannotBeCalled(String name, String why) {
    assertThatThrownBy(() -> shapeOf(name))
        .isInstanceOf(EventBusStartException.class)
        .hasMessageContaining("Handlers." + name)
        .hasMessageContaining(why);
  }

  @Test
  void namesAMethodByItsClass() throws NoSuchMethodException {
    assertThat(HandlerShape.nameOf(Handlers.class.getDeclaredMethod("nothing")))
        .isEqualTo(Handlers.class.getName() + ".nothing");
  }
}
