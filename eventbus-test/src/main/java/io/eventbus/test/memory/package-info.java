/**
 * Kafka's topics and groups in memory, for tests that run a bus as it is, without a broker. Open
 * {@link io.eventbus.test.memory.InMemoryKafka} first.
 */
@NullMarked
package io.eventbus.test.memory;

import org.jspecify.annotations.NullMarked;
