package io.eventbus.examples.content.catalog;

import io.eventbus.publish.EventPublisher;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the content and tells the others, in one transaction: the event is a row of the outbox,
 * which is sent once the change is committed, whenever Kafka is there to take it.
 */
@Service
class CatalogService {

  private final ContentRepository contents;
  private final EventPublisher events;

  CatalogService(ContentRepository contents, EventPublisher events) {
    this.contents = contents;
    this.events = events;
  }

  /**
   * Creates content.
   *
   * @throws InvalidContentException if it is not part of what it has to be part of
   */
  @Transactional
  Content create(ContentType type, NewContent newContent) {
    var content = newContent.as(type, UUID.randomUUID());
    requireFitting(content);
    contents.insert(content);
    events.publish(content.changed(ContentChanged.CREATED));
    return content;
  }

  /**
   * Changes content, and gives it as it is now; empty if there is none of this id.
   *
   * @throws InvalidContentException as above
   */
  @Transactional
  Optional<Content> update(ContentType type, UUID id, NewContent newContent) {
    var content = newContent.as(type, id);
    requireFitting(content);
    var updated = contents.update(content);
    updated.ifPresent(now -> events.publish(now.changed(ContentChanged.UPDATED)));
    return updated;
  }

  Optional<Content> find(ContentType type, UUID id) {
    return contents.find(type, id);
  }

  /**
   * Deletes content, and says whether there was any. The event comes after all others of this
   * content by its revision, which readers must go by, as each kind of change has its own topic.
   */
  @Transactional
  boolean delete(ContentType type, UUID id) {
    var deleted = contents.lock(type, id).filter(found -> contents.delete(id));
    deleted.ifPresent(last -> events.publish(last.next().changed(ContentChanged.DELETED)));
    return deleted.isPresent();
  }

  private void requireFitting(Content content) {
    var parent = content.type().parent();
    boolean fits =
        content.parentId() == null
            ? parent == null
            : parent != null && contents.find(parent, content.parentId()).isPresent();
    if (!fits) {
      throw new InvalidContentException(
          "parentId", parent == null ? "must not be there" : "must be a " + parent.text());
    }
    boolean question = content.type() == ContentType.QUESTION;
    if (question != (content.answer() != null)) {
      throw new InvalidContentException(
          "answer", question ? "must not be missing" : "must not be there");
    }
  }
}
