/**
 * From Kafka to a handler, at least once and in order. Open {@link
 * io.eventbus.consume.EventConsumer} first, then {@code PollLoop} for how it works: one thread
 * polls and never runs a handler; each partition has a lane whose deliveries run one after the
 * other on the workers; progress knows the offset below which all is done; the committer saves it.
 */
@NullMarked
package io.eventbus.consume;

import org.jspecify.annotations.NullMarked;
