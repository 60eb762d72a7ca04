/**
 * Each feature of the library in a program of its own, to be read from top to bottom and run. Open
 * {@code RetryMain} first; what they share is in {@code Feature}.
 */
@NullMarked
package io.eventbus.examples.features;

import org.jspecify.annotations.NullMarked;
