/**
 * From a service to Kafka without making the caller wait. Open {@link
 * io.eventbus.publish.EventPublisher} first. One idempotent producer serves the whole bus; what it
 * cannot take yet waits, in order and within bounds.
 */
@NullMarked
package io.eventbus.publish;

import org.jspecify.annotations.NullMarked;
