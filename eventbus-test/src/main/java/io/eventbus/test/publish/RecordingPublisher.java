package io.eventbus.test.publish;

import io.eventbus.EventBus;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A publisher for tests of what publishes, without a broker: it keeps what it is given. Events are
 * written as a bus would write them, so that one that has no type, cannot be written or is too
 * large fails here, too; then they count as acknowledged. Safe to share between threads.
 *
 * <pre>{@code
 * var events = RecordingPublisher.create();
 * new Teachers(events).create("t1");
 * events.published(TeacherCreated.class).withKey("t1").single();
 * }</pre>
 */
public final class RecordingPublisher implements EventPublisher {

  private final EventEncoder encoder;
  private final Object lock = new Object();
  private final List<RecordedEvent<?>> recorded = new ArrayList<>();
  private PublishException.@Nullable Reason failure;

  /**
   * One that stands in for a bus of your own settings.
   *
   * @param encoder {@link io.eventbus.EventBusBuilder#encoder()} of it
   */
  public RecordingPublisher(EventEncoder encoder) {
    this.encoder = Arguments.requirePresent(encoder, "encoder");
  }

  /** One that stands in for a bus with the source {@code test} and defaults for the rest. */
  public static RecordingPublisher create() {
    return new RecordingPublisher(EventBus.builder().source("test").encoder());
  }

  @Override
  public CompletionStage<PublishedEvent> publish(IntegrationEvent event, PublishOptions options) {
    EventEncoder.Outgoing outgoing;
    try {
      outgoing = encoder.encode(event, options);
    } catch (PublishException tooLarge) {
      return CompletableFuture.failedStage(tooLarge);
    }
    var metadata = outgoing.metadata();
    synchronized (lock) {
      if (failure != null) {
        return CompletableFuture.failedStage(
            new PublishException(failure, outgoing.record(), null));
      }
      recorded.add(RecordedEvent.of(event, outgoing));
      lock.notifyAll();
      return CompletableFuture.completedStage(
          new PublishedEvent(metadata, outgoing.record().topic(), 0, recorded.size() - 1));
    }
  }

  /** All that was published, of any type. */
  public RecordedEvents<IntegrationEvent> published() {
    return published(IntegrationEvent.class);
  }

  /** What was published of this type. */
  public <E extends IntegrationEvent> RecordedEvents<E> published(Class<E> type) {
    return new RecordedEvents<>(this, Arguments.requirePresent(type, "type"));
  }

  /** Lets publishing fail for this reason, until {@link #clear()}. */
  public void failWith(PublishException.Reason reason) {
    synchronized (lock) {
      failure = Arguments.requirePresent(reason, "reason");
    }
  }

  /** Forgets what was published, and publishes again if it was made to fail. */
  public void clear() {
    synchronized (lock) {
      recorded.clear();
      failure = null;
    }
  }

  List<RecordedEvent<?>> recorded() {
    synchronized (lock) {
      return List.copyOf(recorded);
    }
  }

  /** Waits until that holds, which is looked at after each event, or the time is over. */
  boolean await(BooleanSupplier condition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (lock) {
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        try {
          lock.wait(left / 1_000_000 + 1);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }
}
