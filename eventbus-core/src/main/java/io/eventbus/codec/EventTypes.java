package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The closed registry: the only classes that a record may become. No class name from the wire is
 * ever loaded. Immutable.
 */
public final class EventTypes {

  private final Map<String, NavigableMap<Integer, Class<? extends IntegrationEvent>>> classes;

  private EventTypes(
      Map<String, NavigableMap<Integer, Class<? extends IntegrationEvent>>> classes) {
    this.classes = classes;
  }

  /**
   * A registry of these classes.
   *
   * @throws IllegalArgumentException if a class has no {@link io.eventbus.event.EventType}, or two
   *     claim the same name and version
   */
  public static EventTypes of(Collection<Class<? extends IntegrationEvent>> eventClasses) {
    Arguments.requirePresent(eventClasses, "eventClasses");
    var classes = new HashMap<String, NavigableMap<Integer, Class<? extends IntegrationEvent>>>();
    for (var eventClass : eventClasses) {
      var type = EventTypeName.of(eventClass);
      var previous =
          classes
              .computeIfAbsent(type.name(), name -> new TreeMap<>())
              .put(type.version(), eventClass);
      if (previous != null && previous != eventClass) {
        throw new IllegalArgumentException(
            "eventClasses "
                + previous.getName()
                + " and "
                + eventClass.getName()
                + " both claim the type "
                + type);
      }
    }
    return new EventTypes(classes);
  }

  /**
   * The class for a type of the wire: the one of this very version, or else of the nearest older
   * version, which reads a newer event as long as the change was additive.
   */
  @Nullable Class<? extends IntegrationEvent> classOf(String type, int version) {
    var versions = classes.get(type);
    var nearest = versions == null ? null : versions.floorEntry(version);
    return nearest == null ? null : nearest.getValue();
  }

  /**
   * The class that bare JSON is bound to: the only one there is, {@code null} if there are more.
   */
  @Nullable Class<? extends IntegrationEvent> only() {
    if (classes.size() != 1) {
      return null;
    }
    var versions = classes.values().iterator().next();
    return versions.size() == 1 ? versions.firstEntry().getValue() : null;
  }
}
