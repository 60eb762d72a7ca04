package io.eventbus.benchmarks.contender;

import io.eventbus.EventBus;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** This library's publisher, as it comes. */
final class EventbusPublisher implements PublishContender {

  private final EventBus bus;

  EventbusPublisher(String servers, String topic) {
    this.bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source(Contenders.SOURCE)
            .topicNaming(eventClass -> topic)
            .build();
  }

  @Override
  public void publish(SampleEvent event, Consumer<@Nullable Throwable> done) {
    bus.publish(event).whenComplete((published, failure) -> done.accept(failure));
  }

  @Override
  public void close() {
    bus.close();
  }
}
