/**
 * A real Kafka for tests. Open {@link io.eventbus.test.WithKafka} first, the JUnit annotation that
 * hands a test a {@link io.eventbus.test.KafkaCluster}; without JUnit, {@link
 * io.eventbus.test.EmbeddedKafka} starts the same cluster.
 */
@NullMarked
package io.eventbus.test;

import org.jspecify.annotations.NullMarked;
