package io.eventbus.consume;

import org.jspecify.annotations.Nullable;

/** What a worker does in one go. */
interface Task {

  /** Does it; returns what the same worker should do next, {@code null} for whatever is ready. */
  @Nullable Task run();
}
