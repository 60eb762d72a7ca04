package io.eventbus.spring.test;

import io.eventbus.EventBusBuilder;
import io.eventbus.publish.EventEncoder;
import io.eventbus.spring.EventBusCustomizer;
import io.eventbus.test.publish.RecordingPublisher;
import org.jspecify.annotations.Nullable;

/** Takes from the builder of the bus, as its last customizer, how events are written. */
final class KnownEncoder implements EventBusCustomizer {

  private @Nullable EventEncoder encoder;

  @Override
  public void customize(EventBusBuilder builder) {
    encoder = builder.encoder();
  }

  /** A recorder that writes events in the same way, if the bus was made from a builder. */
  RecordingPublisher publisher() {
    return encoder == null ? RecordingPublisher.create() : new RecordingPublisher(encoder);
  }
}
