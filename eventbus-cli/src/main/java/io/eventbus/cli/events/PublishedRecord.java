package io.eventbus.cli.events;

import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.cli.terminal.CommandFailedException;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.observe.BusMeters;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.publish.RecordSender;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An event and where it has gone. Immutable. */
record PublishedRecord(
    @Nullable String id, @Nullable String type, String topic, int partition, long offset) {

  /** The producer wants more time for an event than for a request. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /**
   * Sends a record and waits for its acknowledgement.
   *
   * @throws CommandFailedException if there is none
   */
  static PublishedRecord send(KafkaAccess kafka, EncodedEvent record) {
    var options =
        PublisherOptions.defaults()
            .withWaiting(1, Integer.MAX_VALUE, kafka.timeout())
            .withDeliveryTimeout(kafka.timeout().plus(MARGIN));
    var sender = RecordSender.open(kafka.clientProperties(), options, BusMeters.none());
    try {
      var sent = sender.send(record).toCompletableFuture().join();
      return new PublishedRecord(
          record.eventId(), record.eventType(), record.topic(), sent.partition(), sent.offset());
    } catch (CompletionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailedException(String.valueOf(cause.getMessage()), cause);
    } finally {
      sender.close(MARGIN);
    }
  }
}
