package io.eventbus.consume;

import io.eventbus.observe.BusMeters;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A consumer whose own metrics are shown as long as it is open. */
final class MeasuredConsumer extends KafkaConsumer<byte[], byte[]> {

  private final Runnable hide;

  MeasuredConsumer(Map<String, Object> properties, BusMeters meters) {
    super(properties);
    this.hide = meters.client(this);
  }

  @Override
  public void close(CloseOptions options) {
    hide.run();
    super.close(options);
  }
}
