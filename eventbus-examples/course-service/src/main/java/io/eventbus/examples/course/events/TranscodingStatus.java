package io.eventbus.examples.course.events;

/** How transcoding ended. */
public enum TranscodingStatus {
  /** The content can be seen. */
  COMPLETED,
  /** It cannot, and will not be tried again by itself. */
  FAILED
}
