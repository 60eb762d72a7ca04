/**
 * Spring Boot applications that are started in processes of their own until they are ready; begin
 * with {@link io.eventbus.benchmarks.start.StartApplication}.
 */
@NullMarked
package io.eventbus.benchmarks.start;

import org.jspecify.annotations.NullMarked;
