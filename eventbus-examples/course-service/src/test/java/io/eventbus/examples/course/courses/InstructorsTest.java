package io.eventbus.examples.course.courses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventbus.examples.course.CourseSettings;
import io.eventbus.examples.course.StubIdentity;
import io.eventbus.examples.course.StubIdentity.Mode;
import io.eventbus.examples.course.problem.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InstructorsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @AutoClose private final StubIdentity identity = new StubIdentity();

  @Test
  void acceptsAUserAlsoOneWithoutAPassword() {
    var instructors = instructors(PATIENCE);

    assertThatCode(
            () -> {
              instructors.requireKnown(identity.user("Active"));
              instructors.requireKnown(identity.user("PendingActivation"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhomNobodyKnowsAndWhoHasLeft() {
    var instructors = instructors(PATIENCE);

    assertThat(refusal(instructors, UUID.randomUUID()).getStatusCode().value()).isEqualTo(422);
    assertThat(refusal(instructors, identity.user("Deactivated")).getStatusCode().value())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOWN", "BABBLES"})
  void asksForPatienceWhenTheAnswerIsNone(Mode mode) {
    identity.behave(mode);

    assertUnavailable(refusal(instructors(PATIENCE), identity.user("Active")));
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "STALLED"})
  void asksForPatienceWhenTheAnswerTakesTooLong(Mode mode) {
    identity.behave(mode);
    long start = System.nanoTime();

    assertUnavailable(refusal(instructors(Duration.ofMillis(200)), identity.user("Active")));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }

  @Test
  void asksForPatienceWhenNobodyIsThere() {
    var instructors = instructors(PATIENCE);
    var known = identity.user("Active");
    identity.close();

    assertUnavailable(refusal(instructors, known));
  }

  private Instructors instructors(Duration timeout) {
    return new Instructors(
        new CourseSettings(URI.create(identity.url()), timeout, Duration.ofDays(1)));
  }

  private static Refusal refusal(Instructors instructors, UUID id) {
    return catchThrowableOfType(Refusal.class, () -> instructors.requireKnown(id));
  }

  private static void assertUnavailable(Refusal refusal) {
    assertThat(refusal.getStatusCode().value()).isEqualTo(503);
    assertThat(refusal.getHeaders().getFirst("Retry-After")).isEqualTo("5");
  }
}
