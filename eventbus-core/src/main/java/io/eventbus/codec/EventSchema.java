package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;

/**
 * The JSON Schema of an event's body, as this library writes and reads it: for services that are
 * not written in Java, and to see whether a change of the class keeps the contract. Follows JSON
 * Schema, draft 2020-12, with these formats beside its own: {@code int32} and {@code int64} of
 * integers, {@code float} and {@code double} of numbers, {@code local-date-time} and {@code
 * local-time} of times without an offset.
 *
 * <p>A member is required unless it may be {@code null}: its type is {@code Optional}, or an
 * annotation called {@code Nullable} stands at it. Of a member whose type has subtypes only what
 * the declared type says is described.
 */
public final class EventSchema {

  private static final EventJson JSON = new EventJson(CodecLimits.defaults().maxNestingDepth());

  private EventSchema() {}

  /**
   * Describes the body of an event, in lines that a version control system can compare.
   *
   * @throws IllegalArgumentException if the class has no {@link io.eventbus.event.EventType}, or
   *     cannot be written as JSON
   */
  public static String of(Class<? extends IntegrationEvent> eventClass) {
    Arguments.requirePresent(eventClass, "eventClass");
    return JSON.schema(eventClass, EventTypeName.of(eventClass).toString());
  }
}
