package io.eventbus;

import io.eventbus.event.AbstractIntegrationEvent;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that the tests share. */
public final class SampleEvents {

  private SampleEvents() {}

  @EventType("teacher.created")
  public record TeacherCreatedIntegrationEvent(
      UUID teacherId, UUID tenantId, String phoneNumber, String fullName, @Nullable String email)
      implements IntegrationEvent {
    @Override
    public String key() {
      return teacherId.toString();
    }
  }

  public static TeacherCreatedIntegrationEvent teacherCreated() {
    return new TeacherCreatedIntegrationEvent(
        UUID.fromString("6f1cbb1e-9c3a-4f58-8f0a-1f2e3d4c5b6a"),
        UUID.fromString("00000000-0000-4000-8000-000000000001"),
        "+420601123456",
        "Žofie Nováková",
        null);
  }

  public enum Level {
    BASIC,
    ADVANCED;

    @Override
    public String toString() {
      return "Level of " + name().length();
    }
  }

  public record Part(String name, @Nullable Integer points) {}

  /** One of each kind of value that events are made of. */
  @EventType(value = "kinds.shown", version = 3)
  public record KindsShownEvent(
      String zulu,
      int number,
      long big,
      double fraction,
      BigDecimal price,
      boolean flag,
      Level level,
      Instant instant,
      OffsetDateTime offsetTime,
      LocalDate day,
      Duration length,
      List<Part> parts,
      Map<String, Integer> counts,
      @Nullable String nothing,
      String alpha)
      implements IntegrationEvent {

    /** Not a component, so not in the JSON. */
    public String getDerived() {
      return "derived";
    }
  }

  public static KindsShownEvent kindsShown() {
    return new KindsShownEvent(
        "last letter first",
        42,
        9_007_199_254_740_993L,
        0.1,
        new BigDecimal("1E+3"),
        true,
        Level.ADVANCED,
        Instant.parse("2026-03-29T01:30:00.123Z"),
        OffsetDateTime.parse("2026-03-29T03:30:00+02:00"),
        LocalDate.parse("2026-03-29"),
        Duration.ofMinutes(90),
        List.of(new Part("a", 1), new Part("b", null)),
        Map.of("one", 1),
        null,
        "ends with \"quotes\", a / and é");
  }

  /** An event that is a class. */
  @EventType(value = "course.renamed", version = 2)
  public static final class CourseRenamed extends AbstractIntegrationEvent {
    private String name;

    private CourseRenamed() {}

    public CourseRenamed(UUID id, Instant time, String name) {
      super(id, time);
      this.name = name;
    }

    public String name() {
      return name;
    }
  }

  @EventType(value = "user.registered", topic = "user.events")
  public record UserRegistered(String userId) implements IntegrationEvent {}

  @EventType("user.registered")
  public record OtherUserRegistered(String userId) implements IntegrationEvent {}

  public record NotAnnotated(String x) implements IntegrationEvent {}
}
