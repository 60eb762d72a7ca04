package io.eventbus.spring;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.spring.OutboxProperties.OutsideTransaction;
import java.util.concurrent.CompletionStage;

/**
 * Publishes through the outbox inside a transaction, and outside as the application wants. Safe to
 * share between threads.
 */
final class TransactionalPublisher implements EventPublisher {

  private final SpringTransaction transaction;
  private final EventPublisher stored;
  private final EventPublisher direct;
  private final OutsideTransaction outside;

  TransactionalPublisher(
      SpringTransaction transaction,
      EventPublisher stored,
      EventPublisher direct,
      OutsideTransaction outside) {
    this.transaction = transaction;
    this.stored = stored;
    this.direct = direct;
    this.outside = outside;
  }

  @Override
  public CompletionStage<PublishedEvent> publish(IntegrationEvent event, PublishOptions options) {
    if (transaction.active()) {
      return stored.publish(event, options);
    }
    if (outside == OutsideTransaction.REFUSE) {
      throw new IllegalStateException(
          "an event was published outside a transaction, which"
              + " eventbus.outbox.outside-transaction refuses: call this from a @Transactional"
              + " method");
    }
    return direct.publish(event, options);
  }
}
