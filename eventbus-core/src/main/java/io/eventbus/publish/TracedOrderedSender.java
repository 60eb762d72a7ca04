package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.SendSpan;
import io.eventbus.publish.RecordSender.SendCallback;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Traces what another sender sends. A record that is offered until it is taken is one operation;
 * one that is given up before ends with the next one, or with the sender.
 */
final class TracedOrderedSender implements OrderedSender {

  /** A record that was not taken yet. */
  private record Untaken(EncodedEvent encoded, SendSpan traced) {}

  private final OrderedSender sender;
  private final BusTracing tracing;

  /** Of the sending thread and the one that closes. */
  private final AtomicReference<@Nullable Untaken> untaken = new AtomicReference<>();

  TracedOrderedSender(OrderedSender sender, BusTracing tracing) {
    this.sender = Arguments.requirePresent(sender, "sender");
    this.tracing = Arguments.requirePresent(tracing, "tracing");
  }

  @Override
  public Offer offer(EncodedEvent encoded, SendCallback callback) {
    if (!tracing.on()) {
      return sender.offer(encoded, callback);
    }
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(callback, "callback");
    var traced = traced(encoded);
    var offer =
        sender.offer(
            traced.record(),
            (sent, failure) -> {
              traced.span().end(failure);
              callback.done(sent, failure);
            });
    if (offer != Offer.TAKEN) {
      untaken.set(new Untaken(encoded, traced));
    }
    return offer;
  }

  private SendSpan traced(EncodedEvent encoded) {
    var before = untaken.getAndSet(null);
    if (before != null && before.encoded() == encoded) {
      return before.traced();
    }
    giveUp(before);
    return tracing.send(encoded);
  }

  private static void giveUp(@Nullable Untaken untaken) {
    if (untaken != null) {
      untaken.traced().span().end(null);
    }
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
    giveUp(untaken.getAndSet(null));
  }
}
