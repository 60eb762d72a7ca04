/** Courses, modules and enrolments. Open {@code CourseService} first. */
@NullMarked
package io.eventbus.examples.course.courses;

import org.jspecify.annotations.NullMarked;
