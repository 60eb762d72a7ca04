package io.eventbus.examples.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.EventBus;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records as files: the topic, the key, the headers by name, an empty line, and the value to the
 * byte.
 */
public final class Golden {

  private static final String ID = "018f4d2c-0000-7000-8000-000000000001";
  private static final Instant TIME = Instant.parse("2026-11-22T10:15:30.500Z");

  private Golden() {}

  public static String read(String name) {
    try (var file = Golden.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event as the service writes it, with an id and a time that are always the same. */
  public static String of(IntegrationEvent event, PublishOptions options) {
    var record =
        EventBus.builder()
            .source("content-service")
            .encoder()
            .encode(event, options.withId(ID).withTime(TIME))
            .record();
    var headers = new TreeMap<String, String>();
    record.headers().forEach(header -> headers.put(header.name(), header.text()));
    return text(
        record.topic(),
        new String(Objects.requireNonNull(record.key()), UTF_8),
        headers,
        new String(Objects.requireNonNull(record.body()), UTF_8));
  }

  /** A record as it lies in Kafka, but for its id and its time. */
  static String of(ConsumerRecord<String, String> record) {
    var headers = new TreeMap<String, String>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    headers.replace("ce_id", ID);
    headers.replace("ce_time", TIME.toString());
    return text(record.topic(), record.key(), headers, record.value());
  }

  private static String text(String topic, String key, Map<String, String> headers, String body) {
    return "topic: "
        + topic
        + "\nkey: "
        + key
        + headers.entrySet().stream()
            .map(header -> "\n" + header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining())
        + "\n\n"
        + body
        + "\n";
  }

  /** The record that a file describes. */
  static ProducerRecord<String, String> record(String file) {
    int end = file.indexOf("\n\n");
    var body = file.substring(end).strip();
    var head = new TreeMap<String, String>();
    file.substring(0, end)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              head.put(line.substring(0, colon), line.substring(colon + 2));
            });
    var record = new ProducerRecord<>(head.remove("topic"), head.remove("key"), body);
    head.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
