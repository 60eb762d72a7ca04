package io.eventbus.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBusHealthTest {

  private static final HealthProblem LATE = HealthProblem.degraded("relay of a", "it is late");
  private static final HealthProblem GONE = HealthProblem.down("broker", "unreachable");

  @Test
  void isUpWithoutProblems() {
    assertThat(health(List.of()).status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void isAsBadAsTheWorstProblemWhichComesFirst() {
    assertThat(health(List.of(LATE)).status()).isEqualTo(HealthStatus.DEGRADED);
    var both = health(List.of(LATE, GONE));
    assertThat(both.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(both.problems()).containsExactly(GONE, LATE);
  }

  @Test
  void isReadableInOneLine() {
    var since = Instant.parse("2026-01-02T03:04:05Z");

    assertThat(health(List.of(GONE.withSince(since), LATE)))
        .hasToString(
            "DOWN, producer connected, groups {a=RUNNING, b=FAILED};"
                + " DOWN broker: unreachable (since 2026-01-02T03:04:05Z);"
                + " DEGRADED relay of a: it is late");
  }

  @Test
  void aMessageNamesThreeOfMany() {
    assertThat(HealthProblem.someOf(List.of("a"))).isEqualTo("a");
    assertThat(HealthProblem.someOf(List.of("a", "b", "c"))).isEqualTo("a, b, c");
    assertThat(HealthProblem.someOf(List.of("a", "b", "c", "d", "e")))
        .isEqualTo("a, b, c and 2 more");
  }

  private static EventBusHealth health(List<HealthProblem> problems) {
    return new EventBusHealth(problems, true, Map.of("b", "FAILED", "a", "RUNNING"));
  }
}
