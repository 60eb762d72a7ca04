package io.eventbus.codec;

import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the JSON of one version of an event into that of the next, so that handlers know the newest
 * version only. Must be safe for all threads and always give the same for the same.
 */
@FunctionalInterface
public interface Upcaster {

  /**
   * Turns the data of an event into that of the next version.
   *
   * @param data may be changed
   * @return the data of the next version, the same object if that is easiest
   */
  ObjectNode upcast(ObjectNode data);
}
