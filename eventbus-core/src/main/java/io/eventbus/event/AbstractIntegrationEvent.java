package io.eventbus.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A base for events that are classes: a random id, the present time and the version of {@link
 * EventType} by default. All three travel in the body as {@code id}, {@code time} and {@code
 * version}. Id and time become the event's metadata when it is published; the version there is that
 * of the type, since what was read from an older version is written as this one.
 *
 * <p>A subclass needs a constructor without arguments (private is enough), so that it can be read
 * back. Safe to share between threads when the subclass is immutable.
 */
public abstract class AbstractIntegrationEvent implements IntegrationEvent {

  // Not final: the JSON mapper sets them when an event is read back.
  private UUID id;
  private Instant time;
  private int version;

  /** A new event: random id, the time of now in milliseconds, the version of its type. */
  protected AbstractIntegrationEvent() {
    this.id = UUID.randomUUID();
    this.time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    this.version = EventTypeName.of(getClass()).version();
  }

  /**
   * An event whose identity is known already, for example one that is published again.
   *
   * @param id the event's identity
   * @param time when it happened
   */
  protected AbstractIntegrationEvent(UUID id, Instant time) {
    this.id = Arguments.requirePresent(id, "id");
    this.time = Arguments.requirePresent(time, "time");
    this.version = EventTypeName.of(getClass()).version();
  }

  /** The identity of this event, the same on every delivery. */
  public final UUID id() {
    return id;
  }

  /** When it happened. */
  public final Instant time() {
    return time;
  }

  /** The schema version that it was written with, at least 1. */
  public final int version() {
    return version;
  }
}
