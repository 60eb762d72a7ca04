package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.Observability;
import io.eventbus.observe.PublishMeters;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures and traces what another sender sends. */
final class ObservedSender implements RecordSender {

  private static final String FAILED = "failed";

  private final RecordSender sender;
  private final PublishMeters meters;
  private final BusTracing tracing;

  ObservedSender(RecordSender sender, Observability observability) {
    this.sender = Arguments.requirePresent(sender, "sender");
    Arguments.requirePresent(observability, "observability");
    this.meters = observability.meters().publishing();
    this.tracing = observability.tracing();
  }

  @Override
  public void send(EncodedEvent encoded, SendCallback callback) {
    var told = meters.on() ? measured(encoded, callback) : callback;
    if (tracing.on()) {
      sendTraced(encoded, told);
    } else {
      sender.send(encoded, told);
    }
  }

  private SendCallback measured(EncodedEvent encoded, SendCallback callback) {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(callback, "callback");
    long start = System.nanoTime();
    return (sent, failure) -> {
      var outcome = sent == null ? codeOf(failure) : sent.outcome().code();
      meters.published(encoded.topic(), encoded.eventType(), outcome, System.nanoTime() - start);
      callback.done(sent, failure);
    };
  }

  private static String codeOf(@Nullable Throwable failure) {
    return failure instanceof PublishException known ? known.reason().code() : FAILED;
  }

  private void sendTraced(EncodedEvent encoded, SendCallback callback) {
    Arguments.requirePresent(callback, "callback");
    var traced = tracing.send(encoded);
    sender.send(
        traced.record(),
        (sent, failure) -> {
          traced.span().end(failure);
          callback.done(sent, failure);
        });
  }

  @Override
  public List<HealthProblem> problems() {
    return sender.problems();
  }

  @Override
  public boolean ready() {
    return sender.ready();
  }

  @Override
  public void awaitStart() {
    sender.awaitStart();
  }

  @Override
  public void close(Duration timeout) {
    sender.close(timeout);
  }
}
