/**
 * A web service that keeps courses, and whose events are bare JSON. Open {@code events} first, what
 * is on the wire, then {@code CourseService} in {@code courses}, which publishes, and {@code
 * PublicationSaga} in {@code publication}.
 */
@NullMarked
package io.eventbus.examples.course;

import org.jspecify.annotations.NullMarked;
