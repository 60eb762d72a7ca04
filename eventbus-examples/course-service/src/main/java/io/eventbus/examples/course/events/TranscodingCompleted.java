package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Content was transcoded, or could not be.
 *
 * @param url where it is to be seen, unless it failed
 * @param reason why it failed, if it did
 */
@EventType(value = "transcoding.completed", topic = "Transcoding-Completed")
public record TranscodingCompleted(
    UUID contentId,
    TranscodingStatus status,
    @Nullable String url,
    @Nullable String reason,
    Instant completedAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public TranscodingCompleted {
    Objects.requireNonNull(contentId, "contentId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(completedAt, "completedAt");
  }
}
