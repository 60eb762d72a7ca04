package io.eventbus.examples.school.page;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which part is meant by the name of an event's source, a consumer group or a Kafka client. */
final class Names {

  private final List<String> ids;

  Names(List<String> ids) {
    // The longest first: "teacher-service-eu" is not "teacher-service".
    this.ids = ids.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** The part of this name; {@code null} if it is nobody's here. */
  @Nullable String partOf(@Nullable String name) {
    if (name == null) {
      return null;
    }
    for (var id : ids) {
      if (name.equals(id) || name.startsWith(id + "-")) {
        return id;
      }
    }
    return null;
  }
}
