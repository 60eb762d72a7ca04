package io.eventbus.consume;

import io.eventbus.event.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A consumer of a bus that is switched off: it reads nothing and has no thread. */
record DisabledConsumer(String group) implements EventConsumer {

  @Override
  public ConsumerState state() {
    return ConsumerState.DISABLED;
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.empty();
  }

  @Override
  public ConsumerStatistics statistics() {
    return new ConsumerStatistics(0, 0, 0, 0);
  }

  @Override
  public ConsumerStatus status() {
    return new ConsumerStatus(state(), Duration.ZERO, Optional.empty(), List.of());
  }

  @Override
  public List<SubscriptionStatus> subscriptions() {
    return List.of();
  }

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void pause(String topic) {
    Arguments.requireText(topic, "topic");
  }

  @Override
  public void resume(String topic) {
    Arguments.requireText(topic, "topic");
  }

  @Override
  public void pause(Class<?> eventClass) {
    Arguments.requirePresent(eventClass, "eventClass");
  }

  @Override
  public void resume(Class<?> eventClass) {
    Arguments.requirePresent(eventClass, "eventClass");
  }

  @Override
  public CompletionStage<Void> seekToBeginning() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> seekTo(Instant time) {
    Arguments.requirePresent(time, "time");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
  }
}
