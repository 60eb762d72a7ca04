package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.ClientSettings;
import io.eventbus.benchmarks.contender.HandMade;
import io.eventbus.benchmarks.contender.SampleEvent;
import io.namastack.outbox.handler.OutboxRecordMetadata;
import io.namastack.outbox.handler.OutboxTypedHandler;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The application around Namastack's outbox, without what Spring Modulith would set up. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.modulith.events.config.EventExternalizationAutoConfiguration",
      "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
      "org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration",
      "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
      "org.springframework.modulith.events.kafka.KafkaEventExternalizerConfiguration"
    })
class NamastackApplication {

  @Bean
  Sending sending(SpringOutbox.Setup setup) {
    return new Sending(setup);
  }

  /** Called by the sixteen threads. */
  static final class Sending implements OutboxTypedHandler<SampleEvent>, AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    Sending(SpringOutbox.Setup setup) {
      this.producer = ClientSettings.newProducer(setup.servers());
      this.topic = setup.topic();
    }

    @Override
    public void handle(SampleEvent event, OutboxRecordMetadata metadata) {
      try {
        producer.send(HandMade.write(topic, event)).get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
