/**
 * What the bus tells about itself: health, meters, traces. Open {@link
 * io.eventbus.observe.EventBusHealth} first.
 */
@NullMarked
package io.eventbus.observe;

import org.jspecify.annotations.NullMarked;
