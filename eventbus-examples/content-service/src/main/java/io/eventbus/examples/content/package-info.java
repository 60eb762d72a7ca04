/**
 * A web service that keeps what is learned from, quizzes, questions, resources and concepts, and
 * tells the other services of it; and that knows what students know by what they hand in. Its parts
 * talk by events alone: {@code catalog} publishes, {@code quiz} does both, {@code history}
 * consumes. Open {@code CatalogService} first.
 */
@NullMarked
package io.eventbus.examples.content;

import org.jspecify.annotations.NullMarked;
