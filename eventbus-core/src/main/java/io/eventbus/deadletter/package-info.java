/**
 * Where events go that could not be handled: a topic of the consumer group's own, with the bytes
 * and headers as they came and the reason beside them; and how they are looked at, sent back to
 * their group and set aside. Open {@link io.eventbus.deadletter.DeadLetters} first.
 */
@NullMarked
package io.eventbus.deadletter;

import org.jspecify.annotations.NullMarked;
