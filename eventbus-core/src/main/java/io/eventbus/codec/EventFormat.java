package io.eventbus.codec;

/** How an event stands on the wire. All of them are read, whatever is written. */
public enum EventFormat {

  /**
   * CloudEvents 1.0 in binary mode, the default: the attributes are headers, the body is the
   * event's JSON alone.
   */
  CLOUD_EVENTS_BINARY,

  /** CloudEvents 1.0 in structured mode: one JSON object with the attributes and the event. */
  CLOUD_EVENTS_STRUCTURED,

  /**
   * {@code {"eventType": …, "timestamp": …, "data": …}} without headers. Carries type and time
   * only: version, id, source, subject and the ids of correlation, causation and tenant are not
   * written.
   */
  ENVELOPE,

  /**
   * The event's JSON and no headers. Carries no attribute at all: a subscription binds its topic to
   * one type.
   */
  BARE_JSON
}
