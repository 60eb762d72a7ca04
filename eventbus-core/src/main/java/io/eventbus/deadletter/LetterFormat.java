package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.EventLabel;
import io.eventbus.codec.RecordOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of a topic of dead letters, whoever wrote them. */
record LetterFormat(EventCodec codec) {

  DeadLetter letterOf(ConsumerRecord<byte[], byte[]> record) {
    var headers = new ArrayList<EventHeader>();
    record.headers().forEach(header -> headers.add(new EventHeader(header.key(), header.value())));
    var encoded = new EncodedEvent(record.topic(), record.key(), headers, record.value());
    var convention = LetterConvention.of(encoded);
    var origin = convention.origin(encoded);
    return new DeadLetter(
        new LetterId(record.topic(), record.partition(), record.offset()),
        encoded,
        label(encoded, headers, origin),
        origin,
        convention.death(encoded, Instant.ofEpochMilli(Math.max(0, record.timestamp()))));
  }

  private EventLabel label(
      EncodedEvent encoded, List<EventHeader> headers, @Nullable LetterOrigin origin) {
    if (origin == null) {
      return new EventLabel(encoded.eventId(), null);
    }
    return codec.labelOf(
        new EncodedEvent(origin.topic(), encoded.key(), headers, encoded.body()),
        new RecordOrigin(origin.partition(), origin.offset(), origin.time()));
  }
}
