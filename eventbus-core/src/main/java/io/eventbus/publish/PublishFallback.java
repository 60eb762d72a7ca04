package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;

/**
 * Stores an event that could not be published, so that it can be sent later. What it stores comes
 * after events of the same key that were published meanwhile: their order is lost.
 */
@FunctionalInterface
public interface PublishFallback {

  /**
   * Stores an event; called one event after the other, on a thread of its own. Returning means that
   * it is safe; what this throws leaves the event as failed. An event that is published from here
   * is not stored again if it fails.
   *
   * @param encoded the event as it would have gone out
   * @param failure why it did not; after {@link PublishException.Reason#EXPIRED} it may have
   *     arrived all the same
   * @throws Exception if it cannot be stored
   */
  void store(EncodedEvent encoded, PublishException failure) throws Exception;
}
