package io.eventbus.publish;

import io.eventbus.event.IntegrationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the events of one {@link EventPublisher#publishAll}. Immutable.
 *
 * @param fates one for each event, in their order
 * @param <E> the type of the events
 */
public record PublishReport<E extends IntegrationEvent>(List<Fate<E>> fates) {

  /** Copies the list. */
  public PublishReport {
    fates = List.copyOf(fates);
  }

  /** Whether none has failed. */
  public boolean complete() {
    return failed().isEmpty();
  }

  /** Those that have failed, to be published again for example. */
  public List<Fate<E>> failed() {
    return fates.stream().filter(fate -> fate.failure() != null).toList();
  }

  /**
   * What has become of one event: one of the two is {@code null}.
   *
   * @param event the event
   * @param published where it went
   * @param failure why it went nowhere
   */
  public record Fate<E extends IntegrationEvent>(
      E event, @Nullable PublishedEvent published, @Nullable Throwable failure) {

    /** Names the failure, not the event. */
    @Override
    public String toString() {
      return "Fate[published=" + published + ", failure=" + failure + "]";
    }
  }
}
