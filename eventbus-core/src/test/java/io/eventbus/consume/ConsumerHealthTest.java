package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumerHealthTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final HealthOptions OPTIONS = HealthOptions.defaults();

  private ConsumerState state = ConsumerState.RUNNING;
  private Instant since = NOW;
  private @Nullable Throwable failure;
  private Duration sinceLastPoll = Duration.ZERO;
  private Optional<Duration> longestRun = Optional.empty();
  private boolean brokerAnswers = true;

  @ParameterizedTest
  @EnumSource(names = {"STARTING", "RUNNING", "CLOSING", "CLOSED", "DISABLED"})
  void aLifeThatGoesAsItShouldIsNoProblem(ConsumerState state) {
    this.state = state;

    assertThat(problems()).isEmpty();
  }

  @Test
  void oneThatHasEndedForGoodIsDown() {
    state = ConsumerState.FAILED;
    failure = new IllegalStateException("no handler for type x");

    var problem = only(problems());
    assertThat(problem.part()).isEqualTo("consumer g");
    assertThat(problem.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(problem.message()).contains("no handler for type x");
  }

  @Test
  void oneThatBeginsAnewIsDegradedAndSaysWhy() {
    state = ConsumerState.RESTARTING;
    since = NOW.minusSeconds(7);
    failure = new IllegalStateException("fatal");
    sinceLastPoll = Duration.ofHours(1); // it does not poll meanwhile

    var problem = only(problems());
    assertThat(problem.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(problem.message()).contains("fatal");
    assertThat(problem.since()).contains(since);
  }

  @Test
  void oneThatItsGroupDoesNotLetInIsDegradedUnlessNoBrokerAnswers() {
    state = ConsumerState.STARTING;
    since = NOW.minus(OPTIONS.pollTimeout());
    assertThat(problems()).isEmpty();

    since = since.minusSeconds(1);
    assertThat(only(problems()).message()).contains("a broker answers").contains("PT31S");

    brokerAnswers = false;
    assertThat(problems()).isEmpty();
  }

  @Test
  void aSilentPollLoopIsDegraded() {
    sinceLastPoll = OPTIONS.pollTimeout();
    assertThat(problems()).isEmpty();

    sinceLastPoll = Duration.ofMillis(31_234);
    var problem = only(problems());
    assertThat(problem.message()).isEqualTo("its poll loop has been silent for PT31S");
    assertThat(problem.since()).contains(NOW.minus(sinceLastPoll));
  }

  @Test
  void aHandlerThatIsStuckIsFoundFromItsStart() {
    longestRun = Optional.of(OPTIONS.handlerTimeout());
    assertThat(problems()).isEmpty();

    longestRun = Optional.of(Duration.ofMinutes(6));
    var problem = only(problems());
    assertThat(problem.message()).contains("PT6M").contains(" at topic t, partition 0, offset 17");
    assertThat(problem.since()).contains(NOW.minus(Duration.ofMinutes(6)));
  }

  @Test
  void aPartitionThatWaitsForItsDeadLetterTopicIsNamed() {
    assertThat(only(problems(partition(0, null, true))).message())
        .startsWith("partition t-0 waits for the dead-letter topic");
  }

  @Test
  void manyPartitionsInAnOutageAreOneProblemSinceTheFirst() {
    var first = NOW.minusSeconds(90);

    var problem =
        only(
            problems(
                partition(0, NOW, false),
                partition(1, first, false),
                partition(2, NOW, false),
                partition(3, NOW, false),
                partition(4, null, false)));

    assertThat(problem.message()).startsWith("partitions t-0, t-1, t-2 and 1 more wait for");
    assertThat(problem.since()).contains(first);
  }

  @Test
  void aPauseIsNoProblem() {
    assertThat(
            problems(
                new PartitionStatus(
                    "t", 0, 0, 9, 0, 9, 0.5, Duration.ofHours(9), true, Optional.empty(), false)))
        .isEmpty();
  }

  private List<HealthProblem> problems(PartitionStatus... partitions) {
    var status = new ConsumerStatus(state, sinceLastPoll, longestRun, List.of(partitions));
    return new ConsumerHealth("g", status, since, failure, " at topic t, partition 0, offset 17")
        .problems(OPTIONS, brokerAnswers, NOW);
  }

  private static PartitionStatus partition(
      int number, @Nullable Instant outage, boolean waitsForDeadLetters) {
    return new PartitionStatus(
        "t",
        number,
        0,
        0,
        0,
        0,
        0,
        Duration.ZERO,
        false,
        Optional.ofNullable(outage),
        waitsForDeadLetters);
  }

  private static HealthProblem only(List<HealthProblem> problems) {
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }
}
