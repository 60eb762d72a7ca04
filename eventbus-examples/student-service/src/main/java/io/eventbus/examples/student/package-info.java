/**
 * A web service that knows whom to call about a student: the parents that it hears of. Open {@code
 * ParentEvents} first: it is where the bus is used.
 */
@NullMarked
package io.eventbus.examples.student;

import org.jspecify.annotations.NullMarked;
