package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.observe.HealthProblem;
import io.eventbus.publish.WaitingBuffer.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublisherHealthTest {

  private static final PublisherOptions OPTIONS =
      PublisherOptions.defaults().withWaiting(100, 1_000, Duration.ofSeconds(60));
  private static final List<String> TOPICS = List.of("a", "b", "c", "d");

  @Test
  void nothingThatWaitsIsNoProblem() {
    assertThat(problems(0, 0, Duration.ZERO)).isEmpty();
  }

  @Test
  void whatWaitsForAMomentIsNoProblem() {
    assertThat(problems(50, 500, Duration.ofMillis(900))).isEmpty();
  }

  @Test
  void whatWaitsForLongerIsToldWithItsAgeAndTopics() {
    var problem = problems(50, 500, Duration.ofMillis(12_345)).get(0);

    assertThat(problem.part()).isEqualTo("publisher");
    assertThat(problem.message())
        .isEqualTo(
            "events wait to be sent: 50, the oldest for PT12S of at most PT1M, to topics a, b, c and"
                + " 1 more: is a broker there, and do the topics exist?");
    assertThat(problem.since()).isPresent();
  }

  @Test
  void littleRoomIsToldAtOnce() {
    assertThat(problems(80, 10, Duration.ofMillis(5)).get(0).message()).contains("80 %");
    assertThat(problems(1, 950, Duration.ofMillis(5)).get(0).message()).contains("95 %");
  }

  private static List<HealthProblem> problems(int events, long bytes, Duration oldest) {
    long now = 1_000;
    long deadline = now + OPTIONS.maxWait().minus(oldest).toNanos();
    return PublisherHealth.problems(new Waiting(events, bytes, deadline, TOPICS), OPTIONS, now);
  }
}
