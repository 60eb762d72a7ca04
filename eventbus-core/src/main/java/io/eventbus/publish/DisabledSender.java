package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends nothing and has no thread. */
final class DisabledSender implements RecordSender {

  private static final SentRecord SKIPPED = new SentRecord(-1, -1, PublishOutcome.SKIPPED);

  @Override
  public CompletionStage<SentRecord> send(EncodedEvent encoded) {
    Arguments.requirePresent(encoded, "encoded");
    return CompletableFuture.completedFuture(SKIPPED);
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
  }
}
