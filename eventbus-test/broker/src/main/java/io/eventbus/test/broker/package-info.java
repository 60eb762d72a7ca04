/**
 * The program of a test broker's process: {@link io.eventbus.test.broker.BrokerMain} formats the
 * storage, runs Kafka and ends with the process that started it. Nobody calls it directly; {@code
 * io.eventbus.test.EmbeddedKafka} starts it with a class path of the jars bundled under {@code
 * META-INF/eventbus-broker}.
 */
@NullMarked
package io.eventbus.test.broker;

import org.jspecify.annotations.NullMarked;
