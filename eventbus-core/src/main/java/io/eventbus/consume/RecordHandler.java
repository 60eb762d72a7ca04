package io.eventbus.consume;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.RecordOrigin;

/**
 * Handles records that no handler of a type takes, as they stand on the wire. Retries and dead
 * letters are those of any event. Called on worker threads.
 */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Handles one record.
   *
   * @param encoded topic, key, headers and body
   * @param origin its place in the log
   * @throws Exception for any failure; what it means is the retry policy's decision
   */
  void handle(EncodedEvent encoded, RecordOrigin origin) throws Exception;
}
