package io.eventbus.examples.course.catalogue;

import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.examples.course.catalogue.CatalogueRepository.Row;
import io.eventbus.examples.course.events.CourseCreated;
import io.eventbus.examples.course.events.CourseDeleted;
import io.eventbus.examples.course.events.CourseUpdated;
import io.eventbus.examples.course.events.StudentEnrolled;
import java.util.UUID;

/** Makes rows of one version of the catalogue out of events. */
final class CatalogueProjection {

  private static final UUID NOBODY = new UUID(0, 0);

  private final CatalogueRepository catalogue;
  private final int version;

  CatalogueProjection(CatalogueRepository catalogue, int version) {
    this.catalogue = catalogue;
    this.version = version;
  }

  /** Subscribes to all that the catalogue is made of. */
  EventConsumerBuilder on(EventConsumerBuilder consumer) {
    return consumer
        .on(CourseCreated.class, (event, context) -> created(event))
        .on(CourseUpdated.class, (event, context) -> updated(event))
        .on(CourseDeleted.class, (event, context) -> deleted(event))
        .on(StudentEnrolled.class, (event, context) -> enrolled(event));
  }

  private void created(CourseCreated event) {
    catalogue.put(
        new Row(
            version,
            event.courseId(),
            event.title(),
            event.instructorId(),
            event.status().name(),
            event.revision()));
  }

  private void updated(CourseUpdated event) {
    catalogue.put(
        new Row(
            version,
            event.courseId(),
            event.title(),
            event.instructorId(),
            event.status().name(),
            event.revision()));
  }

  private void deleted(CourseDeleted event) {
    catalogue.put(
        new Row(
            version, event.courseId(), "", NOBODY, CatalogueRepository.DELETED, event.revision()));
  }

  private void enrolled(StudentEnrolled event) {
    catalogue.putEnrolment(version, event.courseId(), event.studentId());
  }
}
