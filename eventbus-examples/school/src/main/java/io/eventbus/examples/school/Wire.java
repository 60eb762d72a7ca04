package io.eventbus.examples.school;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka by hand: what an operator, or a foreign and careless producer, could do to the topics. */
final class Wire implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> reader;
  private final Admin admin;

  Wire(String bootstrapServers) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    reader = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    admin = Admin.create(config);
  }

  /** All records that a topic has now; none while it does not exist. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var partitions =
        reader.listTopics().getOrDefault(topic, List.of()).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    var ends = reader.endOffsets(partitions);
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long start = System.nanoTime();
    while (ends.entrySet().stream()
        .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
      reader.poll(Duration.ofMillis(50)).forEach(records::add);
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError("topic " + topic + " could not be read within " + DEADLINE);
      }
    }
    return records;
  }

  /** Writes the very same record once more: partition, key, headers and bytes. */
  RecordMetadata repeat(ConsumerRecord<byte[], byte[]> record) throws Exception {
    return producer
        .send(
            new ProducerRecord<>(
                record.topic(), record.partition(), record.key(), record.value(), record.headers()))
        .get();
  }

  /** Writes a record of a foreign producer. */
  void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  /** Writes these bytes to every partition of a topic, and says to how many. */
  int poison(String topic, byte[] bytes) throws Exception {
    int partitions = producer.partitionsFor(topic).size();
    for (int partition = 0; partition < partitions; partition++) {
      producer.send(new ProducerRecord<>(topic, partition, null, bytes)).get();
    }
    return partitions;
  }

  /** Below which offset a group is done with a partition; 0 where it has saved none. */
  long committed(String group, int partition, String topic) throws Exception {
    var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return Optional.ofNullable(offsets.get(new TopicPartition(topic, partition)))
        .map(saved -> saved.offset())
        .orElse(0L);
  }

  /** The consumer groups that there are. */
  List<String> groups() throws Exception {
    return admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
        .map(GroupListing::groupId)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
    admin.close();
  }
}
