/**
 * How often a failed event is tried again, how long it waits, and which failures are worth it. Open
 * {@link io.eventbus.retry.RetryPolicy} first; Resilience4j decides behind it.
 */
@NullMarked
package io.eventbus.retry;

import org.jspecify.annotations.NullMarked;
