package io.eventbus.examples.course.courses;

/** Whether content can be seen. */
public enum ContentState {
  /** Transcoding has not ended. */
  PENDING,
  /** It can be seen. */
  READY,
  /** It could not be transcoded. */
  FAILED
}
