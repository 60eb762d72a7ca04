package io.eventbus.publish;

import io.eventbus.observe.BusMeters;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer whose own metrics are shown as long as it is open. */
final class MeasuredProducer extends KafkaProducer<byte[], byte[]> {

  private final Runnable hide;

  MeasuredProducer(Map<String, Object> properties, BusMeters meters) {
    super(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.hide = meters.client(this);
  }

  @Override
  public void close(Duration timeout) {
    hide.run(); // throws nothing
    super.close(timeout);
  }
}
