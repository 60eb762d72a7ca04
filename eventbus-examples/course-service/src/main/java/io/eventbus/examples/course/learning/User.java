package io.eventbus.examples.course.learning;

import java.util.UUID;

/** A user of the school, as far as it matters to courses. */
record User(UUID id, String fullName, String email, String role) {}
