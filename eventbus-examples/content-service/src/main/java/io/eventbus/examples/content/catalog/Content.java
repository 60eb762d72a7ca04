package io.eventbus.examples.content.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to learn from, as stored and as shown.
 *
 * @param parentId what it is part of, {@code null} of a concept
 * @param answer what is expected of students, {@code null} unless it is a question
 * @param revision counted from 1
 */
record Content(
    UUID id,
    ContentType type,
    String title,
    @Nullable String summary,
    @Nullable UUID parentId,
    @Nullable String answer,
    int revision) {

  /** What the others are told: not the answer, which is nobody's business. */
  ContentChanged changed(String action) {
    return new ContentChanged(id, type.text(), action, title, summary, parentId, revision);
  }

  /** The same, one revision later. */
  Content next() {
    return new Content(id, type, title, summary, parentId, answer, revision + 1);
  }
}
