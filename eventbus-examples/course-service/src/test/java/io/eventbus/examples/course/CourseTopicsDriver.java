package io.eventbus.examples.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics, as another service without this library sees them. */
final class CourseTopicsDriver implements AutoCloseable {

  private final String prefix;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;

  CourseTopicsDriver(String bootstrapServers, String prefix) {
    this.prefix = prefix;
    Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    // Or else the next topic waits until the broker has answered for the one before.
    Map<String, Object> reading =
        Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 10);
    consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
  }

  /** Sends a record, with a header for each two further texts. */
  void send(String topic, String key, String body, String... headers) {
    var record = new ProducerRecord<>(prefix + topic, key, body.strip());
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(new RecordHeader(headers[i], headers[i + 1].getBytes(UTF_8)));
    }
    try {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** All records with this key, as they stand in the topic now. */
  List<ConsumerRecord<String, String>> records(String topic, String key) {
    return records(topic).stream().filter(record -> key.equals(record.key())).toList();
  }

  /** All records, as they stand in the topic now. */
  synchronized List<ConsumerRecord<String, String>> records(String topic) {
    var partitions =
        consumer.partitionsFor(prefix + topic).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    var found = new ArrayList<ConsumerRecord<String, String>>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(found::add);
    }
    return found;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
