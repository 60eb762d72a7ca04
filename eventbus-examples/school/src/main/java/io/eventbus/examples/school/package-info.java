/**
 * The whole school in one process: a broker, all services, and a scenario that plays through them.
 * Open {@link io.eventbus.examples.school.SchoolDemo} first, then {@code Scenario}.
 */
@NullMarked
package io.eventbus.examples.school;

import org.jspecify.annotations.NullMarked;
