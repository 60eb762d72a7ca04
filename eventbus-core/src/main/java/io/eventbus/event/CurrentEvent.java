package io.eventbus.event;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event that the handler on this thread is at, so that what it publishes can name its cause.
 * Each thread has its own. Not meant for applications.
 */
public final class CurrentEvent {

  private static final ThreadLocal<@Nullable Supplier<EventMetadata>> CURRENT = new ThreadLocal<>();

  private CurrentEvent() {}

  /** The metadata of the event, {@code null} outside of a handler. */
  public static @Nullable EventMetadata metadata() {
    var current = CURRENT.get();
    return current == null ? null : current.get();
  }

  /** Says that a handler begins; {@link #end} must follow on the same thread. */
  public static void begin(Supplier<EventMetadata> metadata) {
    CURRENT.set(Arguments.requirePresent(metadata, "metadata"));
  }

  /** Says that the handler has returned. */
  public static void end() {
    CURRENT.set(null); // cheaper than to remove it, and the next handler is near
  }
}
