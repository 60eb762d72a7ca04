package io.eventbus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void takesAllWhereNothingIsNamed() {
    var settings = settings(List.of(), List.of());

    assertThat(Scenarios.chosen(settings)).hasSameSizeAs(Scenarios.sections());
    assertThat(settings.wantsContender("raw")).isTrue();
  }

  @Test
  void takesScenariosByTheirNameOrItsBeginning() {
    var settings = settings(List.of("work", "publish"), List.of("raw"));

    assertThat(Scenarios.chosen(settings))
        .extracting(Scenario::name)
        .containsExactly("publish", "work-64", "work-1000");
    assertThat(settings.wantsContender("eventbus")).isFalse();
  }

  @Test
  void everyTargetBelongsToAScenarioWithItsBaseline() {
    var scenarios = Scenarios.chosen(settings(List.of(), List.of()));

    assertThat(Targets.ALL)
        .allSatisfy(
            target ->
                assertThat(scenarios)
                    .anyMatch(
                        scenario ->
                            scenario.name().equals(target.scenario())
                                && (target.baseline().isEmpty()
                                    || scenario.contenders().contains(target.baseline()))));
  }

  private static Settings settings(List<String> workloads, List<String> contenders) {
    return new Settings(3, workloads, contenders, 1, 600, Optional.empty(), Path.of("unused"));
  }
}
