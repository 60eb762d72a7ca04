package io.eventbus.publish;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.observe.PublishMeters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Encodes an event on the caller's thread and hands it over. */
final class EncodingPublisher implements EventPublisher {

  private final RecordSender sender;
  private final EventEncoder encoder;
  private final PublishMeters meters;

  EncodingPublisher(RecordSender sender, EventEncoder encoder, PublishMeters meters) {
    this.sender = Arguments.requirePresent(sender, "sender");
    this.encoder = Arguments.requirePresent(encoder, "encoder");
    this.meters = meters;
  }

  @Override
  public CompletionStage<PublishedEvent> publish(IntegrationEvent event, PublishOptions options) {
    EventEncoder.Outgoing outgoing;
    try {
      outgoing = encoder.encode(event, options);
    } catch (PublishException tooLarge) {
      meters.published(tooLarge.topic(), tooLarge.eventType(), tooLarge.reason().code(), 0);
      return CompletableFuture.failedStage(tooLarge);
    }
    var fate = new Fate(outgoing.metadata(), outgoing.record().topic());
    sender.send(outgoing.record(), fate);
    return fate;
  }

  /** One object for each event on its way, since they are tens of thousands. */
  private static final class Fate extends CompletableFuture<PublishedEvent>
      implements RecordSender.SendCallback {

    private final EventMetadata metadata;
    private final String topic;

    Fate(EventMetadata metadata, String topic) {
      this.metadata = metadata;
      this.topic = topic;
    }

    /** What a caller derives from it needs none of this. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>();
    }

    @Override
    public void done(RecordSender.@Nullable SentRecord sent, @Nullable Throwable failure) {
      if (sent == null) {
        completeExceptionally(Arguments.requirePresent(failure, "failure"));
      } else {
        complete(
            new PublishedEvent(metadata, topic, sent.partition(), sent.offset(), sent.outcome()));
      }
    }
  }
}
