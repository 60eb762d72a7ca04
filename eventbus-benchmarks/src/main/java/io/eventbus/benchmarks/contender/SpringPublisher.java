package io.eventbus.benchmarks.contender;

import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** spring-kafka's template. */
final class SpringPublisher implements PublishContender {

  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final KafkaTemplate<byte[], byte[]> template;
  private final String topic;

  SpringPublisher(String servers, String topic) {
    this.producers =
        new DefaultKafkaProducerFactory<>(
            ClientSettings.producer(servers), new ByteArraySerializer(), new ByteArraySerializer());
    this.template = new KafkaTemplate<>(producers);
    this.topic = topic;
  }

  @Override
  public void publish(SampleEvent event, Consumer<@Nullable Throwable> done) {
    var unused =
        template
            .send(HandMade.write(topic, event))
            .whenComplete((sent, failure) -> done.accept(failure));
  }

  @Override
  public void close() {
    producers.destroy();
  }
}
