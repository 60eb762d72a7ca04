package io.eventbus.publish;

import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.observe.Observability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Publishes events. Never blocks and never throws for trouble with the broker: the fate of the
 * event is in the stage that is returned. Safe to share between threads.
 *
 * <p>A stage completes normally once all in-sync replicas have the event, and with a {@link
 * PublishException} otherwise. It completes on the thread that learns it, often the producer's own:
 * work that takes long belongs into an {@code …Async} method with an executor of its own.
 *
 * <p>Events that one thread publishes with the same key to the same topic arrive in that order.
 */
public interface EventPublisher {

  /**
   * Publishes with {@link PublishOptions#defaults()}.
   *
   * @throws NullPointerException if the event is {@code null}
   * @throws IllegalArgumentException if its class lacks {@link io.eventbus.event.EventType} or
   *     yields no legal topic
   * @throws io.eventbus.codec.UnencodableEventException if it cannot be written as JSON
   */
  default CompletionStage<PublishedEvent> publish(IntegrationEvent event) {
    return publish(event, PublishOptions.defaults());
  }

  /**
   * Publishes with what these options say.
   *
   * @throws NullPointerException if an argument is {@code null}
   * @throws IllegalArgumentException if its class lacks {@link io.eventbus.event.EventType} or
   *     yields no legal topic
   * @throws io.eventbus.codec.UnencodableEventException if it cannot be written as JSON
   */
  CompletionStage<PublishedEvent> publish(IntegrationEvent event, PublishOptions options);

  /**
   * Publishes a batch with {@link PublishOptions#defaults()}.
   *
   * @return never fails: completes with the fate of each event once all have one
   */
  default <E extends IntegrationEvent> CompletionStage<PublishReport<E>> publishAll(
      List<E> events) {
    return publishAll(events, event -> PublishOptions.defaults());
  }

  /**
   * Publishes a batch, in its order. It is no transaction: some may arrive while others fail.
   *
   * @param options what is said of each event
   * @return never fails: completes with the fate of each event once all have one; what {@link
   *     #publish} would throw for an event is its fate too
   */
  default <E extends IntegrationEvent> CompletionStage<PublishReport<E>> publishAll(
      List<E> events, Function<? super E, PublishOptions> options) {
    Arguments.requirePresent(events, "events");
    Arguments.requirePresent(options, "options");
    var fates = new ArrayList<CompletableFuture<PublishReport.Fate<E>>>();
    for (var event : events) {
      fates.add(fateOf(event, options));
    }
    return CompletableFuture.allOf(fates.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> new PublishReport<>(fates.stream().map(CompletableFuture::join).toList()));
  }

  private <E extends IntegrationEvent> CompletableFuture<PublishReport.Fate<E>> fateOf(
      E event, Function<? super E, PublishOptions> options) {
    try {
      return publish(event, options.apply(event))
          .handle((published, failure) -> new PublishReport.Fate<>(event, published, failure))
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(new PublishReport.Fate<>(event, null, e));
    }
  }

  /** A publisher that encodes on the caller's thread and hands the record to a sender. */
  static EventPublisher of(RecordSender sender, EventEncoder encoder) {
    return of(sender, encoder, Observability.none());
  }

  /** As {@link #of(RecordSender, EventEncoder)}, which tells what becomes of the events. */
  static EventPublisher of(RecordSender sender, EventEncoder encoder, Observability observability) {
    Arguments.requirePresent(observability, "observability");
    var meters = observability.meters().publishing();
    return new EncodingPublisher(RecordSender.observed(sender, observability), encoder, meters);
  }
}
