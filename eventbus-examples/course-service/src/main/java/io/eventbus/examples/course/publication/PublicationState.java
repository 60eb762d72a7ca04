package io.eventbus.examples.course.publication;

/**
 * Where the publication of a course stands.
 *
 * <pre>
 * AWAITING_CONTENT ──content ready──► AWAITING_CONFIRMATION ──confirmed──► PUBLISHED
 *    │ │ │                               │ │ │
 *    │ │ └─ content failed ─► FAILED ◄───┘ │ │
 *    │ └─── teacher refused ► REFUSED ◄────┘ │
 *    └───── deadline ───────► TIMED_OUT ◄────┘
 * </pre>
 */
enum PublicationState {
  /** Content of the course is still being transcoded. */
  AWAITING_CONTENT,
  /** All content can be seen; the teacher is to say yes. */
  AWAITING_CONFIRMATION,
  /** Done: the course is open for students. */
  PUBLISHED,
  /** Taken back: the teacher said no. */
  REFUSED,
  /** Taken back: content could not be transcoded. */
  FAILED,
  /** Taken back: it was not done in time. */
  TIMED_OUT;

  /** Whether something is still to come. What does not wait has ended for good. */
  boolean waits() {
    return this == AWAITING_CONTENT || this == AWAITING_CONFIRMATION;
  }
}
