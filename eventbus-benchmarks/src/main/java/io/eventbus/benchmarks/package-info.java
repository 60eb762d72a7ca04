/**
 * Compares this library with its peers on one broker, each run in a JVM of its own. Open {@link
 * io.eventbus.benchmarks.BenchmarksMain} first.
 */
@NullMarked
package io.eventbus.benchmarks;

import org.jspecify.annotations.NullMarked;
