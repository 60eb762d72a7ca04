/**
 * What students hand in, and what they know by it. Open {@code SubmissionController} first, which
 * publishes directly, then {@code SubmissionEvents}, which handles once.
 */
@NullMarked
package io.eventbus.examples.content.quiz;

import org.jspecify.annotations.NullMarked;
