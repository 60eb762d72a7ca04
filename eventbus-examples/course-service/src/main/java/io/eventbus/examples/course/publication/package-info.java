/** How a course is published, a saga. Open {@code PublicationSaga} first. */
@NullMarked
package io.eventbus.examples.course.publication;

import org.jspecify.annotations.NullMarked;
