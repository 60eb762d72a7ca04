package io.eventbus.event;

/**
 * A logical event type with its version, as {@link EventType} declares it. Immutable.
 *
 * @param name the logical name, not blank
 * @param version the schema version, at least 1
 */
public record EventTypeName(String name, int version) {

  /** Checks the arguments. */
  public EventTypeName {
    Arguments.requireText(name, "name");
    Arguments.requireAtLeast(version, 1, "version");
  }

  /**
   * Reads the declaration on an event class.
   *
   * @throws IllegalArgumentException if the class has no {@link EventType}, a blank name or a
   *     version below 1
   */
  public static EventTypeName of(Class<? extends IntegrationEvent> eventClass) {
    var declared = declaration(eventClass);
    return new EventTypeName(declared.value(), declared.version());
  }

  /**
   * Returns the annotation of an event class.
   *
   * @throws IllegalArgumentException if the class has none
   */
  public static EventType declaration(Class<? extends IntegrationEvent> eventClass) {
    Arguments.requirePresent(eventClass, "eventClass");
    var declared = eventClass.getAnnotation(EventType.class);
    if (declared == null) {
      throw new IllegalArgumentException(
          "eventClass "
              + eventClass.getName()
              + " has no logical name: annotate it with @EventType(\"…\")");
    }
    return declared;
  }

  @Override
  public String toString() {
    return name + " v" + version;
  }
}
