package io.eventbus.examples.course.courses;

import java.util.UUID;

/** That a student takes part in a course, as stored and as shown. */
record Enrolment(UUID id, UUID courseId, UUID studentId) {}
