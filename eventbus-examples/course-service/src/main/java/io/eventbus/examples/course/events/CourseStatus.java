package io.eventbus.examples.course.events;

/** Where a course stands. */
public enum CourseStatus {
  /** Being made; nobody can enrol. */
  DRAFT,
  /** On the way to being published, and not to be changed meanwhile. */
  PUBLISHING,
  /** Open for students. */
  PUBLISHED
}
