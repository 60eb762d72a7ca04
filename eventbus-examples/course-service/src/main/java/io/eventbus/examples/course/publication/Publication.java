package io.eventbus.examples.course.publication;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The publication of a course, as stored and as shown.
 *
 * @param deadline when it is taken back if it is not done
 * @param reason why it was taken back, if it was
 */
record Publication(
    UUID id, UUID courseId, PublicationState state, Instant deadline, @Nullable String reason) {

  /** The same publication, further on. */
  Publication at(PublicationState newState) {
    return new Publication(id, courseId, newState, deadline, null);
  }

  /** The same publication, ended without success. */
  Publication at(PublicationState newState, String why) {
    return new Publication(id, courseId, newState, deadline, why);
  }
}
