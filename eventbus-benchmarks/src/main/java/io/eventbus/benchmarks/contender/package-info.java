/**
 * The libraries that are compared, each behind the same two small interfaces and with the same
 * settings of the Kafka clients. Open {@link io.eventbus.benchmarks.contender.Contenders} first.
 */
@NullMarked
package io.eventbus.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
