/**
 * A web service that makes a user of each teacher that it hears of and lets users log in. Open
 * {@code TeacherEvents} first: it is where the bus is used.
 */
@NullMarked
package io.eventbus.examples.identity;

import org.jspecify.annotations.NullMarked;
