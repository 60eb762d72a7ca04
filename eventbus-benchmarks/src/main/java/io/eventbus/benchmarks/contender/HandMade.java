package io.eventbus.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service would write by hand around kafka-clients and Jackson: the same record on the wire
 * that Eventbus writes, and its body read back. Safe to share between threads.
 */
public final class HandMade {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(SampleEvent.class);
  private static final ObjectReader READER = MAPPER.readerFor(SampleEvent.class);

  private static final byte[] JSON = "application/json".getBytes(UTF_8);
  private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
  private static final byte[] SOURCE = Contenders.SOURCE.getBytes(UTF_8);
  private static final byte[] TYPE = SampleEvent.TYPE.getBytes(UTF_8);
  private static final byte[] VERSION = "1".getBytes(UTF_8);

  private HandMade() {}

  /** Writes it. */
  public static ProducerRecord<byte[], byte[]> write(String topic, SampleEvent event) {
    var body = WRITER.writeValueAsBytes(event);
    var result = new ProducerRecord<byte[], byte[]>(topic, event.key().getBytes(UTF_8), body);
    addHeaders(result.headers());
    return result;
  }

  /** Adds the headers of a new event. */
  public static void addHeaders(Headers headers) {
    headers
        .add("content-type", JSON)
        .add("ce_specversion", SPEC_VERSION)
        .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
        .add("ce_source", SOURCE)
        .add("ce_type", TYPE)
        .add("ce_time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString().getBytes(UTF_8))
        .add("ce_eventversion", VERSION);
  }

  static SampleEvent read(ConsumerRecord<byte[], byte[]> received) {
    return READER.readValue(received.value());
  }

  /** Looks at the type first, as a consumer has to that gets more than one. */
  static SampleEvent readByType(ConsumerRecord<byte[], byte[]> received) {
    var type = received.headers().lastHeader("ce_type");
    if (type == null || !new String(type.value(), UTF_8).equals(SampleEvent.TYPE)) {
      throw new IllegalStateException("unknown type at offset " + received.offset());
    }
    return read(received);
  }
}
