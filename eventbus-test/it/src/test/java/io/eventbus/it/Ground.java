package io.eventbus.it;

import io.eventbus.EventBusBuilder;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.memory.InMemoryKafka;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a contract of the engine runs on: a broker, or topics in memory. */
interface Ground {

  EventBusBuilder bus();

  void createTopic(String name, int partitions);

  void send(ProducerRecord<byte[], byte[]> record) throws Exception;

  /** What a topic holds, as soon as there is as much. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic, int count);

  static Ground of(KafkaCluster kafka) {
    return new Ground() {
      @Override
      public EventBusBuilder bus() {
        return Fixture.bus(kafka);
      }

      @Override
      public void createTopic(String name, int partitions) {
        kafka.createTopic(name, partitions);
      }

      @Override
      public void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        Fixture.send(kafka, List.of(record));
      }

      @Override
      public List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        return Fixture.read(kafka, topic, count);
      }
    };
  }

  static Ground of(InMemoryKafka kafka) {
    return new Ground() {
      @Override
      public EventBusBuilder bus() {
        return kafka.bus().source("it");
      }

      @Override
      public void createTopic(String name, int partitions) {
        kafka.createTopic(name, partitions);
      }

      @Override
      public void send(ProducerRecord<byte[], byte[]> record) {
        kafka.send(record);
      }

      @Override
      public List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        return kafka.records(topic);
      }
    };
  }
}
