package io.eventbus.spring;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.spring.OutboxProperties.OutsideTransaction;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes through the outbox inside a transaction, and outside as the application wants. Safe to
 * share between threads.
 */
final class TransactionalPublisher implements EventPublisher {

  private static final Logger log = LoggerFactory.getLogger(TransactionalPublisher.class);

  private final AtomicBoolean warned = new AtomicBoolean();
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
    if (transaction.foreign() && !warned.getAndSet(true)) {
      log.warn(
          "an event was published directly in the middle of a transaction that is not one of the"
              + " outbox's data source, and goes out even if that is rolled back; this is said"
              + " once");
    }
    return direct.publish(event, options);
  }
}
