package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record, in the order of the wire. A transport may leave them where its client
 * keeps them until they are asked for: most handlers never ask. Safe for all threads.
 */
public interface EventHeaders {

  /** How many there are; known without reading them. */
  int count();

  /** All of them; names may repeat. */
  List<EventHeader> all();

  /** The text of the last header of this name, {@code null} if there is none. */
  default @Nullable String text(String name) {
    Arguments.requireText(name, "name");
    var all = all();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).name().equals(name)) {
        return all.get(i).text();
      }
    }
    return null;
  }
}
