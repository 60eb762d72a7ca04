/**
 * The bus: one object per service that publishes and consumes. Open {@link io.eventbus.EventBus}
 * first. This package assembles the others and decides nothing.
 */
@NullMarked
package io.eventbus;

import org.jspecify.annotations.NullMarked;
