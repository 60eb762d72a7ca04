package io.eventbus.benchmarks.contender;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.util.UUID;

/** The event of all workloads: about 250 bytes of JSON. Immutable. */
@EventType(SampleEvent.TYPE)
public record SampleEvent(
    long sequence,
    String teacherId,
    String tenantId,
    String phoneNumber,
    String fullName,
    String email,
    String note)
    implements IntegrationEvent {

  /** Its name on the wire. */
  public static final String TYPE = "benchmark.teacher.created";

  /** The event of this number about the teacher of that number. */
  public static SampleEvent of(long sequence, long teacher) {
    return new SampleEvent(
        sequence,
        keyOf(teacher),
        new UUID(0x7e5a47L, teacher % 97).toString(),
        "+49 30 " + (1_000_000 + teacher),
        "Ada Lovelace " + teacher,
        "ada.lovelace." + teacher + "@school.example",
        "substitute");
  }

  /** The key of that teacher's events. */
  public static String keyOf(long teacher) {
    return new UUID(0x7eac4e5L, teacher * 0x9E3779B97F4A7C15L).toString();
  }

  @Override
  public String key() {
    return teacherId;
  }
}
