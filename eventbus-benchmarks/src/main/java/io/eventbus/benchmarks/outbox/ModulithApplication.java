package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.ClientSettings;
import io.eventbus.benchmarks.contender.HandMade;
import io.eventbus.benchmarks.contender.SampleEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.scheduling.annotation.AsyncConfigurer;

/** The application around Spring Modulith. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ModulithApplication {

  @Bean
  @SuppressWarnings({"unchecked", "rawtypes"}) // what is written is a text and bytes
  ProducerFactory<Object, Object> producerFactory(SpringOutbox.Setup setup) {
    return new DefaultKafkaProducerFactory(
        ClientSettings.producer(setup.servers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Bean
  EventExternalizationConfiguration externalization(SpringOutbox.Setup setup) {
    return EventExternalizationConfiguration.externalizing()
        .selectByType(SampleEvent.class)
        .route(
            SampleEvent.class, event -> RoutingTarget.forTarget(setup.topic()).andKey(event.key()))
        .headers(SampleEvent.class, event -> headers())
        .build();
  }

  private static Map<String, Object> headers() {
    var headers = new RecordHeaders();
    HandMade.addHeaders(headers);
    var byName = new LinkedHashMap<String, Object>();
    headers.forEach(header -> byName.put(header.key(), header.value()));
    return byName;
  }

  @Bean
  Gate gate() {
    return new Gate();
  }

  @Bean
  AsyncConfigurer async(Gate gate) {
    return new AsyncConfigurer() {
      @Override
      public Executor getAsyncExecutor() {
        return gate;
      }
    };
  }

  /** Sixteen threads while it is open; drops what it gets while it is not. */
  static final class Gate implements Executor, AutoCloseable {

    private static final int THREADS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private volatile boolean open;

    void open() {
      open = true;
    }

    void shut() {
      open = false;
    }

    @Override
    public void execute(Runnable task) {
      if (open) {
        threads.execute(task);
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
