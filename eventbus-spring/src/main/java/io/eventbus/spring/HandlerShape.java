package io.eventbus.spring;

import io.eventbus.consume.EventContext;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.event.IntegrationEvent;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.springframework.core.ResolvableType;

/**
 * What a method with {@link OnEvent} takes and returns.
 *
 * @param eventClass the type of its events
 * @param parameters what it is called with
 * @param async whether it returns a stage
 */
record HandlerShape(
    Class<? extends IntegrationEvent> eventClass, Parameters parameters, boolean async) {

  /** What a method is called with. */
  enum Parameters {
    EVENT,
    EVENT_AND_CONTEXT,
    EVENTS,
    RECEIVED_EVENTS;

    boolean batch() {
      return this == EVENTS || this == RECEIVED_EVENTS;
    }
  }

  /**
   * The shape of a method.
   *
   * @param owner the class of the bean, which tells the types of a generic base class
   * @throws EventBusStartException if it is none that can be called
   */
  static HandlerShape of(Method method, Class<?> owner) {
    int count = method.getParameterCount();
    if (count < 1 || count > 2) {
      throw wrong(method, "it takes " + count + " parameters");
    }
    if (count == 2 && method.getParameterTypes()[1] != EventContext.class) {
      throw wrong(method, "its second parameter is no EventContext");
    }
    boolean async = CompletionStage.class.isAssignableFrom(method.getReturnType());
    if (!async && method.getReturnType() != void.class) {
      throw wrong(method, "nobody takes what it returns");
    }
    var first = ResolvableType.forMethodParameter(method, 0, owner);
    var shape =
        first.toClass() == List.class
            ? ofList(method, first.getGeneric(0), async)
            : new HandlerShape(
                eventClass(method, first),
                count == 2 ? Parameters.EVENT_AND_CONTEXT : Parameters.EVENT,
                async);
    if (shape.parameters().batch() && (async || count == 2)) {
      throw wrong(method, "one with a list returns nothing and takes nothing else");
    }
    return shape;
  }

  private static HandlerShape ofList(Method method, ResolvableType element, boolean async) {
    return element.toClass() == ReceivedEvent.class
        ? new HandlerShape(
            eventClass(method, element.getGeneric(0)), Parameters.RECEIVED_EVENTS, async)
        : new HandlerShape(eventClass(method, element), Parameters.EVENTS, async);
  }

  private static Class<? extends IntegrationEvent> eventClass(Method method, ResolvableType type) {
    var found = type.toClass();
    if (!IntegrationEvent.class.isAssignableFrom(found) || found == IntegrationEvent.class) {
      throw wrong(method, found.getName() + " is no event type");
    }
    return found.asSubclass(IntegrationEvent.class);
  }

  private static EventBusStartException wrong(Method method, String why) {
    return new EventBusStartException(
        "The @OnEvent method " + nameOf(method) + " cannot handle events: " + why,
        "Let it take (event), (event, EventContext), (List<event>) or (List<ReceivedEvent<event>>),"
            + " where the event's class implements IntegrationEvent, and return void or, without a"
            + " list, a CompletionStage.",
        null);
  }

  /** How a method is named in messages. */
  static String nameOf(Method method) {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }
}
