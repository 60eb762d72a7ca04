package io.eventbus.it;

import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.record;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters written by hand, as the library and Spring Kafka write them. */
final class Letters {

  private Letters() {}

  /** A letter of an event of type {@code it.numbered}. */
  static ProducerRecord<byte[], byte[]> of(String topic, String group, int number, String key) {
    return of(topic, group, number, key, Map.of());
  }

  /** As the other, with other headers in place of its own. */
  static ProducerRecord<byte[], byte[]> of(
      String topic, String group, int number, String key, Map<String, String> others) {
    var headers = new HashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", "event-" + number);
    headers.put("ce_source", "/it");
    headers.put("ce_type", "it.numbered");
    headers.put("x-own", "kept");
    headers.put("eventbus-dlq-reason", "retries-exhausted");
    headers.put("eventbus-dlq-topic", topic);
    headers.put("eventbus-dlq-partition", "0");
    headers.put("eventbus-dlq-offset", String.valueOf(number));
    headers.put("eventbus-dlq-time", "2026-11-21T10:15:30Z");
    headers.put("eventbus-dlq-group", group);
    headers.put("eventbus-dlq-attempts", "5");
    headers.put("eventbus-dlq-round", "1");
    headers.put("eventbus-dlq-exception-class", "java.lang.IllegalStateException");
    headers.put("eventbus-dlq-exception-message", "it failed");
    headers.put("eventbus-dlq-stack-trace", "at some.Place");
    headers.putAll(others);
    var body = bytes("{\"number\":" + number + ",\"series\":\"" + key + "\"}");
    return record(topic + "." + group + ".dlq", key, body, headers);
  }

  /** A letter of Spring Kafka's, with the headers that its recoverer adds. */
  static ProducerRecord<byte[], byte[]> ofSpring(String topic, String group, int number) {
    var body = bytes("{\"number\":" + number + ",\"series\":\"k\"}");
    var letter = record(topic + "-dlt", "k", body, Fixture.cloudEvent("it.numbered"));
    letter
        .headers()
        .remove("ce_id")
        .add("ce_id", bytes("event-" + number))
        .add("kafka_dlt-original-topic", bytes(topic))
        .add("kafka_dlt-original-partition", new byte[] {0, 0, 0, 0})
        .add("kafka_dlt-original-offset", new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) number})
        .add("kafka_dlt-original-timestamp", new byte[] {0, 0, 0, 0, 0, 0, 4, 0})
        .add("kafka_dlt-original-timestamp-type", bytes("CreateTime"))
        .add("kafka_dlt-original-consumer-group", bytes(group))
        .add("kafka_dlt-exception-fqcn", bytes("org.springframework.kafka.listener.Wrapped"))
        .add("kafka_dlt-exception-cause-fqcn", bytes("java.lang.IllegalStateException"))
        .add("kafka_dlt-exception-message", bytes("it failed"))
        .add("kafka_dlt-exception-stacktrace", bytes("at some.Place"));
    return letter;
  }
}
