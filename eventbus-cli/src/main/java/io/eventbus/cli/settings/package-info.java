/**
 * Where commands find Kafka and databases: options, the environment and a file, in that order. Open
 * {@link io.eventbus.cli.settings.KafkaOptions} first.
 */
@NullMarked
package io.eventbus.cli.settings;

import org.jspecify.annotations.NullMarked;
