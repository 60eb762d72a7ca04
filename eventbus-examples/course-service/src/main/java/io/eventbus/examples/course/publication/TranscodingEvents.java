package io.eventbus.examples.course.publication;

import io.eventbus.examples.course.courses.ContentState;
import io.eventbus.examples.course.events.TranscodingCompleted;
import io.eventbus.examples.course.events.TranscodingStatus;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/**
 * Follows the transcoding of content. A step of the saga may publish an event, which must happen
 * once: so the step is one transaction with the claim in the inbox.
 */
@Component
final class TranscodingEvents {

  private final PublicationSaga saga;

  TranscodingEvents(PublicationSaga saga) {
    this.saga = saga;
  }

  @OnEvent(idempotent = true)
  void completed(TranscodingCompleted event) {
    boolean ready = event.status() == TranscodingStatus.COMPLETED;
    saga.contentTranscoded(
        event.contentId(), ready ? ContentState.READY : ContentState.FAILED, event.completedAt());
  }
}
