package io.eventbus.benchmarks.contender;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** spring-kafka's container with one thread and batch acknowledgement. */
final class SpringConsumer implements ConsumeContender {

  @Override
  public Running start(ConsumeRequest request, SampleHandler handler) {
    var properties = new ContainerProperties(request.topic());
    properties.setGroupId(request.group());
    properties.setAckMode(AckMode.BATCH);
    BatchMessageListener<byte[], byte[]> listener =
        batch -> batch.forEach(received -> handle(received, handler));
    properties.setMessageListener(listener);
    var consumers =
        new DefaultKafkaConsumerFactory<>(
            ClientSettings.consumer(request),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setConcurrency(1);
    container.start();
    return container::stop;
  }

  private static void handle(ConsumerRecord<byte[], byte[]> received, SampleHandler handler) {
    try {
      handler.handle(HandMade.read(received));
    } catch (FailedAttemptException e) {
      throw new IllegalStateException("no retries are measured here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
