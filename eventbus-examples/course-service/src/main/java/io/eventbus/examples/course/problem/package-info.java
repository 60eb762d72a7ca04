/** What callers are told when something is wrong. Open {@code Refusal} first. */
@NullMarked
package io.eventbus.examples.course.problem;

import org.jspecify.annotations.NullMarked;
