package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context made of its values. */
record GivenContext(
    EventMetadata metadata,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    int attempt,
    Map<String, String> headers)
    implements EventContext {

  GivenContext {
    Arguments.requirePresent(metadata, "metadata");
    Arguments.requireText(topic, "topic");
    Arguments.requireAtLeast(attempt, 1, "attempt");
    headers = Map.copyOf(Arguments.requirePresent(headers, "headers"));
  }

  @Override
  public String toString() {
    return ReceivedContext.describe(this);
  }
}
