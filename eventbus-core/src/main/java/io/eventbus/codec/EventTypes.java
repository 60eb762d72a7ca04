package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The closed registry: the only classes that a record may become. No class name from the wire is
 * ever loaded. Immutable.
 */
public final class EventTypes {

  /** What an event becomes, and the upcasters that it goes through before. */
  record Reading(Class<? extends IntegrationEvent> eventClass, List<Upcaster> upcasters) {}

  private final Map<String, NavigableMap<Integer, Reading>> readings;
  private final @Nullable Class<? extends IntegrationEvent> only;

  private EventTypes(
      Map<String, NavigableMap<Integer, Reading>> readings,
      @Nullable Class<? extends IntegrationEvent> only) {
    this.readings = readings;
    this.only = only;
  }

  /**
   * A registry of these classes, without upcasters.
   *
   * @throws IllegalArgumentException if a class has no {@link io.eventbus.event.EventType}, or two
   *     claim the same name and version
   */
  public static EventTypes of(Collection<Class<? extends IntegrationEvent>> eventClasses) {
    return of(eventClasses, Upcasters.none());
  }

  /**
   * A registry of these classes.
   *
   * @param upcasters those of their types are checked; others are left alone
   * @throws IllegalArgumentException if a class has no {@link io.eventbus.event.EventType}, two
   *     claim the same name and version, or a chain of upcasters has a gap
   */
  public static EventTypes of(
      Collection<Class<? extends IntegrationEvent>> eventClasses, Upcasters upcasters) {
    Arguments.requirePresent(eventClasses, "eventClasses");
    Arguments.requirePresent(upcasters, "upcasters");
    var readings = new HashMap<String, NavigableMap<Integer, Reading>>();
    for (var eventClass : eventClasses) {
      var type = EventTypeName.of(eventClass);
      var previous =
          readings
              .computeIfAbsent(type.name(), name -> new TreeMap<>())
              .put(type.version(), new Reading(eventClass, List.of()));
      if (previous != null && previous.eventClass() != eventClass) {
        throw new IllegalArgumentException(
            "eventClasses "
                + previous.eventClass().getName()
                + " and "
                + eventClass.getName()
                + " both claim the type "
                + type);
      }
    }
    readings.forEach((type, versions) -> addOlder(type, versions, upcasters));
    var only = eventClasses.size() == 1 ? eventClasses.iterator().next() : null;
    return new EventTypes(readings, only);
  }

  /** Adds the versions without a class from which upcasters lead to one. */
  private static void addOlder(
      String type, NavigableMap<Integer, Reading> versions, Upcasters upcasters) {
    upcasters.requireNoGap(new EventTypeName(type, versions.lastKey()));
    for (var known : new TreeMap<>(versions).entrySet()) {
      int from = known.getKey() - 1;
      while (from >= 1 && !versions.containsKey(from) && upcasters.from(type, from) != null) {
        var chain = upcasters.chain(type, from, known.getKey());
        versions.put(from, new Reading(known.getValue().eventClass(), chain));
        from--;
      }
    }
  }

  /**
   * How a type of the wire is read: as the class of this very version, or by upcasters as that of a
   * newer one, or else as that of the nearest older version, which reads a newer event as long as
   * the change was additive.
   */
  @Nullable Reading readingOf(EventTypeName type) {
    var versions = readings.get(type.name());
    var nearest = versions == null ? null : versions.floorEntry(type.version());
    return nearest == null ? null : nearest.getValue();
  }

  /** The newest version of a type that is known here, 1 if none is. */
  int newest(String type) {
    var versions = readings.get(type);
    return versions == null ? 1 : versions.lastKey();
  }

  /**
   * The class that bare JSON is bound to: the only one there is, {@code null} if there are more.
   */
  @Nullable Class<? extends IntegrationEvent> only() {
    return only;
  }
}
