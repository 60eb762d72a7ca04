/**
 * What becomes of the numbers: JSON, tables, charts and a verdict on each target. Open {@link
 * io.eventbus.benchmarks.report.Report} first.
 */
@NullMarked
package io.eventbus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
