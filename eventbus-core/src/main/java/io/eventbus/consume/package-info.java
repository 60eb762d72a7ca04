/**
 * Reads topics and calls the handlers of their events. Open {@link
 * io.eventbus.consume.EventConsumerBuilder} first, and {@link io.eventbus.consume.ConsumerOptions}
 * for what can be chosen. Inside, one thread polls and never runs a handler; events line up by key,
 * and whatever is at the front of its line runs on the workers.
 */
@NullMarked
package io.eventbus.consume;

import org.jspecify.annotations.NullMarked;
