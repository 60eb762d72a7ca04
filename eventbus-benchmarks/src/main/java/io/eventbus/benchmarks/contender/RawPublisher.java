package io.eventbus.benchmarks.contender;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** kafka-clients by hand. */
final class RawPublisher implements PublishContender {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  RawPublisher(String servers, String topic) {
    this.producer = ClientSettings.newProducer(servers);
    this.topic = topic;
  }

  @Override
  public void publish(SampleEvent event, Consumer<@Nullable Throwable> done) {
    var unused =
        producer.send(HandMade.write(topic, event), (sent, failure) -> done.accept(failure));
  }

  @Override
  public void close() {
    producer.close();
  }
}
