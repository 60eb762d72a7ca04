package io.eventbus.spring;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/** Publishes events of the application that are integration events. */
class ApplicationEventBridge {

  private static final Logger log = LoggerFactory.getLogger(ApplicationEventBridge.class);

  private final EventPublisher publisher;
  private final AfterTransaction when;

  /**
   * A bridge.
   *
   * @param when at once where the publisher takes part in transactions
   */
  ApplicationEventBridge(EventPublisher publisher, AfterTransaction when) {
    this.publisher = publisher;
    this.when = when;
  }

  @EventListener
  void on(IntegrationEvent event) {
    when.run(() -> publish(event));
  }

  private void publish(IntegrationEvent event) {
    publisher
        .publish(event)
        .whenComplete(
            (published, failure) -> {
              if (failure != null) {
                log.error("an application event could not be published", failure);
              }
            });
  }
}
