/**
 * What a fresh JVM does with one contender: warm it up, measure it, print a line. Open {@link
 * io.eventbus.benchmarks.workload.ContenderMain} first.
 */
@NullMarked
package io.eventbus.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
