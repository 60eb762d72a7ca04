package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A module has changed; all of it as it is now.
 *
 * @param contentId what is to be transcoded before the course is published, if anything
 * @param position counted from 1 within the course
 */
@EventType(value = "module.updated", topic = "Module-Update")
public record ModuleUpdated(
    UUID moduleId,
    UUID courseId,
    String title,
    @Nullable UUID contentId,
    int position,
    Instant updatedAt)
    implements IntegrationEvent {

  @Override
  public String key() {
    return courseId.toString();
  }
}
