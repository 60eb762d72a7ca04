package io.eventbus.consume;

import io.eventbus.codec.EventCodec;
import io.eventbus.codec.Upcasters;
import io.eventbus.event.Arguments;
import io.eventbus.observe.Observability;
import io.eventbus.publish.RecordSender;
import io.eventbus.topic.TopicNaming;

/**
 * What the consumers of a bus share. Immutable.
 *
 * @param codec what reads records
 * @param naming the topics of types
 * @param deadLetterSender what dead letters are written with
 * @param upcasters what older versions of events go through
 * @param observability what measures and traces them
 */
public record ConsumerParts(
    EventCodec codec,
    TopicNaming naming,
    RecordSender deadLetterSender,
    Upcasters upcasters,
    Observability observability) {

  /** Checks the arguments. */
  public ConsumerParts {
    Arguments.requirePresent(codec, "codec");
    Arguments.requirePresent(naming, "naming");
    Arguments.requirePresent(deadLetterSender, "deadLetterSender");
    Arguments.requirePresent(upcasters, "upcasters");
    Arguments.requirePresent(observability, "observability");
  }
}
