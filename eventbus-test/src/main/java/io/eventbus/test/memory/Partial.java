package io.eventbus.test.memory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes something whole of a part of an interface: what the part does not have fails as
 * unsupported. The interfaces of Kafka's clients have far more methods than a bus calls.
 *
 * @param <T> the interface
 * @param <P> the part, which has methods of the interface as public methods, and no others
 */
final class Partial<T, P> {

  private final Class<T> type;
  private final Map<Method, Method> methods = new HashMap<>();

  private Partial(Class<T> type) {
    this.type = type;
  }

  static <T, P> Partial<T, P> of(Class<T> type, Class<P> part) {
    var partial = new Partial<T, P>(type);
    for (var method : part.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
        partial.add(method);
      }
    }
    return partial;
  }

  private void add(Method method) {
    try {
      var wanted =
          method.getName().equals("toString")
              ? Object.class.getMethod("toString")
              : type.getMethod(method.getName(), method.getParameterTypes());
      method.setAccessible(true);
      methods.put(wanted, method);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no such method: " + method, e);
    }
  }

  T over(P part) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(part, self, method, arguments)));
  }

  private @Nullable Object call(P part, Object self, Method method, Object @Nullable [] arguments)
      throws Throwable {
    var own = methods.get(method);
    if (own != null) {
      try {
        return own.invoke(part, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
    return switch (method.getName()) {
      case "equals" -> arguments != null && self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> other(self, method, arguments);
    };
  }

  private static @Nullable Object other(Object self, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(self, method, arguments);
    }
    throw new UnsupportedOperationException(
        "in memory there is no "
            + method.getDeclaringClass().getSimpleName()
            + "."
            + method.getName()
            + ": a test that needs it needs a broker, such as EmbeddedKafka");
  }
}
