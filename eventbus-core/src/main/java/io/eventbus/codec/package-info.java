/**
 * Between an event and its bytes: the wire formats, the closed registry of types and the JSON that
 * is frozen. Knows neither Kafka's classes nor threads. Open {@link io.eventbus.codec.EventCodec}
 * first.
 */
@NullMarked
package io.eventbus.codec;

import org.jspecify.annotations.NullMarked;
