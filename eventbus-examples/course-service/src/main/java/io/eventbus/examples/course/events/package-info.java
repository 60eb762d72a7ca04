/**
 * The events as they are on the wire: bare JSON, each type on a topic of its own. The names of the
 * components are those of the JSON. Open {@code CourseCreated} first.
 */
@NullMarked
package io.eventbus.examples.course.events;

import org.jspecify.annotations.NullMarked;
