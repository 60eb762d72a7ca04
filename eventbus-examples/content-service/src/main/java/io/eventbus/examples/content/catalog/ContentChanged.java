package io.eventbus.examples.content.catalog;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Content was created, updated or deleted. Its topic is filled from its fields, so there are twelve
 * of them, from {@code content.concept.created} to {@code content.quiz.deleted}; a handler of this
 * type reads all that match. Keyed by the content.
 *
 * @param contentType {@code concept}, {@code resource}, {@code quiz} or {@code question}
 * @param action {@code created}, {@code updated} or {@code deleted}
 * @param parentId the concept or the quiz that it is part of, or {@code null}
 * @param revision grows with each change: of two events of one content the greater counts
 */
@EventType(value = "content.changed", topic = "content.{contentType}.{action}")
public record ContentChanged(
    UUID contentId,
    String contentType,
    String action,
    String title,
    @Nullable String summary,
    @Nullable UUID parentId,
    int revision)
    implements IntegrationEvent {

  static final String CREATED = "created";
  static final String UPDATED = "updated";
  static final String DELETED = "deleted";

  @Override
  public String key() {
    return contentId.toString();
  }
}
