/**
 * A web service that keeps the teachers of the schools in its own database and publishes what
 * happens to them. Open {@code TeacherService} first: it is where the bus is used.
 */
@NullMarked
package io.eventbus.examples.teacher;

import org.jspecify.annotations.NullMarked;
