package io.eventbus.spring;

import io.eventbus.consume.EventContext;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.event.IntegrationEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a method with {@link OnEvent}. Safe to share between threads. */
final class HandlerMethod {

  private final Supplier<Object> bean;
  private final Method method;
  private final HandlerShape shape;

  HandlerMethod(Supplier<Object> bean, Method method, HandlerShape shape) {
    this.bean = bean;
    this.method = method;
    this.shape = shape;
  }

  HandlerShape shape() {
    return shape;
  }

  void handle(IntegrationEvent event, EventContext context) throws Exception {
    call(event, context);
  }

  CompletionStage<?> handleAsync(IntegrationEvent event, EventContext context) throws Exception {
    if (call(event, context) instanceof CompletionStage<?> stage) {
      return stage;
    }
    throw new IllegalStateException(
        "method " + HandlerShape.nameOf(method) + " has returned null instead of a stage");
  }

  <E extends IntegrationEvent> void handleAll(List<ReceivedEvent<E>> events) throws Exception {
    invoke(
        shape.parameters() == HandlerShape.Parameters.RECEIVED_EVENTS
            ? events
            : events.stream().map(ReceivedEvent::event).toList());
  }

  private @Nullable Object call(IntegrationEvent event, EventContext context) throws Exception {
    return shape.parameters() == HandlerShape.Parameters.EVENT
        ? invoke(event)
        : invoke(event, context);
  }

  private @Nullable Object invoke(Object... arguments) throws Exception {
    try {
      return method.invoke(bean.get(), arguments);
    } catch (InvocationTargetException e) {
      var thrown = e.getCause();
      if (thrown instanceof Exception exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw new UndeclaredThrowableException(thrown);
    }
  }
}
