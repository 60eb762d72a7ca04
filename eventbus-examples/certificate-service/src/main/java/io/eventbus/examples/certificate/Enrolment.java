package io.eventbus.examples.certificate;

import org.jspecify.annotations.Nullable;

/** How far a learner is with a course. */
record Enrolment(
    String courseId, String courseName, String status, @Nullable Certificate certificate) {

  static final String COMPLETED = "completed";
  static final String VIEW_CERTIFICATE = "viewCertificate";

  boolean isCompleted() {
    return status.equals(COMPLETED);
  }
}
