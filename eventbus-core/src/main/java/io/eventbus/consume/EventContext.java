package io.eventbus.consume;

import io.eventbus.event.EventMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from and how often it was tried. Of an event that has died and was sent back
 * it tells the place where it was read first. Immutable.
 */
public sealed interface EventContext permits GivenContext, ReceivedContext {

  /**
   * A context of these values, for the tests of a handler.
   *
   * @param metadata the event's identity and origin
   * @param topic the topic that it was read from
   * @param partition counted from 0
   * @param offset counted from 0
   * @param key the record's key, {@code null} where it has none
   * @param attempt which attempt this is, counted from 1
   * @param headers all headers of the record
   */
  static EventContext of(
      EventMetadata metadata,
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      int attempt,
      Map<String, String> headers) {
    return new GivenContext(metadata, topic, partition, offset, key, attempt, headers);
  }

  /**
   * The event's identity and origin; read when it is first asked for.
   *
   * @throws io.eventbus.codec.UndecodableEventException if one that is required is missing or
   *     cannot be read: let it pass, and the event becomes a dead letter
   */
  EventMetadata metadata();

  /** The topic that it was read from. */
  String topic();

  /** The partition that it was read from, counted from 0. */
  int partition();

  /** Its place in the partition, counted from 0. */
  long offset();

  /** The record's key read as UTF-8, {@code null} where it has none. */
  @Nullable String key();

  /** Which attempt this is, counted from 1. */
  int attempt();

  /** All headers of the record read as UTF-8, the last of each name; unmodifiable. */
  Map<String, String> headers();
}
