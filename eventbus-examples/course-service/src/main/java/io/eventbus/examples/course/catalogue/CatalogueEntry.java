package io.eventbus.examples.course.catalogue;

import io.eventbus.examples.course.events.CourseStatus;
import java.util.UUID;

/** A course in the catalogue, as shown. */
record CatalogueEntry(
    UUID courseId, String title, UUID instructorId, CourseStatus status, int enrolments) {}
