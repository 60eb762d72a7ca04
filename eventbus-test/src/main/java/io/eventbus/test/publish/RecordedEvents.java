package io.eventbus.test.publish;

import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Those of the recorded events that are asked for, at the time of each call, in the order in which
 * they were published. What is not as expected throws an {@link AssertionError} that tells what
 * there is instead. Safe to share between threads.
 *
 * <pre>{@code
 * recording.published(TeacherCreated.class).withKey("t1").single();
 * }</pre>
 */
public final class RecordedEvents<E extends IntegrationEvent> {

  private final RecordingPublisher publisher;
  private final Class<E> type;
  private final String description;
  private final Predicate<? super RecordedEvent<E>> condition;

  RecordedEvents(RecordingPublisher publisher, Class<E> type) {
    this(publisher, type, type.getSimpleName(), event -> true);
  }

  private RecordedEvents(
      RecordingPublisher publisher,
      Class<E> type,
      String description,
      Predicate<? super RecordedEvent<E>> condition) {
    this.publisher = publisher;
    this.type = type;
    this.description = description;
    this.condition = condition;
  }

  /** Those of them with this key. */
  public RecordedEvents<E> withKey(String key) {
    Arguments.requirePresent(key, "key");
    return and("with key " + key, event -> Objects.equals(event.key(), key));
  }

  /** Those of them that go to this topic. */
  public RecordedEvents<E> toTopic(String topic) {
    Arguments.requirePresent(topic, "topic");
    return and("to " + topic, event -> event.topic().equals(topic));
  }

  /** Those of them that meet a condition: about the event, its metadata or its headers. */
  public RecordedEvents<E> where(Predicate<? super RecordedEvent<E>> condition) {
    return and("that meet a condition", Arguments.requirePresent(condition, "condition"));
  }

  private RecordedEvents<E> and(String more, Predicate<? super RecordedEvent<E>> further) {
    return new RecordedEvents<>(
        publisher,
        type,
        description + " " + more,
        event -> condition.test(event) && further.test(event));
  }

  /** All of them so far. */
  public List<RecordedEvent<E>> list() {
    return publisher.recorded().stream().flatMap(event -> matching(event).stream()).toList();
  }

  private List<RecordedEvent<E>> matching(RecordedEvent<?> recorded) {
    if (!type.isInstance(recorded.event())) {
      return List.of();
    }
    @SuppressWarnings("unchecked") // its event is one
    var event = (RecordedEvent<E>) recorded;
    return condition.test(event) ? List.of(event) : List.of();
  }

  /**
   * The only one.
   *
   * @throws AssertionError if there is none, or more
   */
  public RecordedEvent<E> single() {
    return times(1).get(0);
  }

  /**
   * All of them, which are that many.
   *
   * @throws AssertionError if there are more or fewer
   */
  public List<RecordedEvent<E>> times(int expected) {
    var found = list();
    if (found.size() != expected) {
      throw unexpected(Integer.toString(expected), found.size());
    }
    return found;
  }

  /**
   * Says that there is none.
   *
   * @throws AssertionError if there is one
   */
  public void never() {
    times(0);
  }

  /**
   * Waits until there is one, published by another thread.
   *
   * @return the first of them
   * @throws AssertionError if there is none within this time
   */
  public RecordedEvent<E> await(Duration timeout) {
    return await(1, timeout).get(0);
  }

  /**
   * Waits until there are at least that many.
   *
   * @return all of them
   * @throws AssertionError if there are fewer within this time
   */
  public List<RecordedEvent<E>> await(int least, Duration timeout) {
    Arguments.requireAtLeast(least, 1, "least");
    Arguments.requireNotNegative(timeout, "timeout");
    if (!publisher.await(() -> list().size() >= least, timeout)) {
      throw unexpected("at least " + least + " within " + timeout, list().size());
    }
    return list();
  }

  private AssertionError unexpected(String expected, int found) {
    var all = publisher.recorded();
    var there = all.stream().map(event -> "\n  " + event.label()).collect(Collectors.joining());
    return new AssertionError(
        "expected of %s: %s, but there are %d; published were %s"
            .formatted(description, expected, found, all.isEmpty() ? "none at all" : there));
  }
}
