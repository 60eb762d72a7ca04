package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import java.time.Duration;

/** Sends nothing and has no thread. */
final class DisabledSender implements RecordSender {

  private static final SentRecord SKIPPED = new SentRecord(-1, -1, PublishOutcome.SKIPPED);

  @Override
  public void send(EncodedEvent encoded, SendCallback callback) {
    Arguments.requirePresent(encoded, "encoded");
    callback.done(SKIPPED, null);
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
  }
}
