package io.eventbus.examples.notification.sending;

import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOutcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the requests to tell somebody something: what is accepted is in the outbox. */
@Service
class NotificationRequests {

  private final EventPublisher events;

  NotificationRequests(EventPublisher events) {
    this.events = events;
  }

  /** Accepts a request, and says whether it could; not while events are switched off. */
  @Transactional
  boolean accept(NotificationEvent event) {
    // Complete at once: a row is written, or nothing is.
    var published = events.publish(event).toCompletableFuture().join();
    return published.outcome() != PublishOutcome.SKIPPED;
  }
}
