package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusTracing;
import io.eventbus.publish.RecordSender.SendCallback;
import java.time.Duration;

/** Traces what another sender sends; an offer that is not taken leaves no trace. */
final class TracedOrderedSender implements OrderedSender {

  private final OrderedSender sender;
  private final BusTracing tracing;

  TracedOrderedSender(OrderedSender sender, BusTracing tracing) {
    this.sender = Arguments.requirePresent(sender, "sender");
    this.tracing = Arguments.requirePresent(tracing, "tracing");
  }

  @Override
  public Offer offer(EncodedEvent encoded, SendCallback callback) {
    if (!tracing.on()) {
      return sender.offer(encoded, callback);
    }
    Arguments.requirePresent(callback, "callback");
    var traced = tracing.send(encoded);
    return sender.offer(
        traced.record(),
        (sent, failure) -> {
          traced.span().end(failure);
          callback.done(sent, failure);
        });
  }

  @Override
  public boolean broken() {
    return sender.broken();
  }

  @Override
  public boolean isMissing(String topic, Duration timeout) {
    return sender.isMissing(topic, timeout);
  }

  @Override
  public void close() {
    sender.close();
  }
}
