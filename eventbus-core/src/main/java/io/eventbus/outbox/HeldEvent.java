package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that Kafka refuses for good. It holds back later events of its topic and key, until
 * somebody has it tried again or skipped. Immutable.
 *
 * @param id its place in the outbox
 * @param eventId the event's identity, {@code null} if its record has none
 * @param eventType the event's logical type, {@code null} if its record has none
 * @param topic where it was to go
 * @param key its key, {@code null} if it has none and so holds nothing back
 * @param reason why it was refused
 * @param since when, by the database's clock
 * @param behind how many events wait behind it
 */
public record HeldEvent(
    long id,
    @Nullable String eventId,
    @Nullable String eventType,
    String topic,
    @Nullable String key,
    String reason,
    Instant since,
    long behind) {

  /** Checks the arguments. */
  public HeldEvent {
    Arguments.requireText(topic, "topic");
    Arguments.requirePresent(reason, "reason");
    Arguments.requirePresent(since, "since");
  }
}
