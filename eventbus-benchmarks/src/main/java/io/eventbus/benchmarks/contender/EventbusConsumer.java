package io.eventbus.benchmarks.contender;

import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * This library's consumer with its defaults but for the concurrency, the retries, and the log's
 * context, which none of the peers fills.
 */
final class EventbusConsumer implements ConsumeContender {

  private static final RetryPolicy RETRY =
      RetryPolicy.defaults()
          .withMaxAttempts(ConsumeRequest.ATTEMPTS)
          .withWaits(ConsumeRequest.RETRY_WAIT, 1, ConsumeRequest.RETRY_WAIT)
          .withJitter(0);

  private final Consumer<EventBusBuilder> settings;

  EventbusConsumer(Consumer<EventBusBuilder> settings) {
    this.settings = settings;
  }

  @Override
  public Running start(ConsumeRequest request, SampleHandler handler) {
    var builder =
        EventBus.builder()
            .bootstrapServers(request.servers())
            .source(Contenders.SOURCE)
            .topicNaming(eventClass -> request.topic())
            .logContext(false);
    settings.accept(builder);
    var bus = builder.build();
    bus.consumer(request.group())
        .on(SampleEvent.class, request.topic(), (event, context) -> handler.handle(event))
        .options(ConsumerOptions.defaults().withConcurrency(request.concurrency()))
        .retry(RETRY)
        .start();
    return () -> bus.close(Duration.ofSeconds(1));
  }
}
