package io.eventbus.consume;

import io.eventbus.codec.DecodedEvent;
import io.eventbus.event.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of a record; what it tells is taken from the record when it is asked for. */
record ReceivedContext(DecodedEvent.Known event, ReceivedRecord record, int attempt)
    implements EventContext {

  @Override
  public EventMetadata metadata() {
    return event.metadata();
  }

  @Override
  public String topic() {
    return record.encoded().topic();
  }

  @Override
  public int partition() {
    return record.eventPartition();
  }

  @Override
  public long offset() {
    return record.eventOffset();
  }

  @Override
  public @Nullable String key() {
    var key = record.key();
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, String> headers() {
    var texts = new HashMap<String, String>();
    record.encoded().headers().forEach(header -> texts.put(header.name(), header.text()));
    return Collections.unmodifiableMap(texts);
  }

  @Override
  public String toString() {
    return describe(this);
  }

  /** Where it comes from, without what it holds. */
  static String describe(EventContext context) {
    return "EventContext[topic="
        + context.topic()
        + ", partition="
        + context.partition()
        + ", offset="
        + context.offset()
        + ", attempt="
        + context.attempt()
        + "]";
  }
}
