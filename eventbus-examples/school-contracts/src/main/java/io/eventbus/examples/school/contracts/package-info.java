/**
 * The events that the school's services exchange, as records and as they lie on the wire, and
 * nothing else: the one jar they share. Open {@link
 * io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent} first.
 */
@NullMarked
package io.eventbus.examples.school.contracts;

import org.jspecify.annotations.NullMarked;
