package io.eventbus.examples.content.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is learned from, and what it is part of. */
enum ContentType {
  CONCEPT("concepts", null),
  RESOURCE("resources", CONCEPT),
  QUIZ("quizzes", CONCEPT),
  QUESTION("questions", QUIZ);

  private final String path;
  private final @Nullable ContentType parent;

  ContentType(String path, @Nullable ContentType parent) {
    this.path = path;
    this.parent = parent;
  }

  /** The one that has this name in the address of a request. */
  static Optional<ContentType> ofPath(String path) {
    return Stream.of(values()).filter(type -> type.path.equals(path)).findFirst();
  }

  /** What it is part of, {@code null} if of nothing. */
  @Nullable ContentType parent() {
    return parent;
  }

  /** Its name in events, and so in their topics. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
