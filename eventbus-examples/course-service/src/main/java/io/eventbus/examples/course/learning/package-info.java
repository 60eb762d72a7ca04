/** What is known of students, assessments and their results. Open {@code LearningEvents} first. */
@NullMarked
package io.eventbus.examples.course.learning;

import org.jspecify.annotations.NullMarked;
