package io.eventbus.benchmarks;

import io.eventbus.benchmarks.report.Result;
import io.eventbus.benchmarks.workload.HotKeyWorkload;
import io.eventbus.benchmarks.workload.Job;
import io.eventbus.test.KafkaCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures one scenario: round after round, in each the contenders one after another. */
final class ScenarioRun {

  private final Scenario scenario;
  private final Settings settings;
  private final KafkaCluster kafka;
  private final Topics topics;
  private final String topic;
  private final long events;
  private final Map<String, List<Map<String, Double>>> runs = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();

  ScenarioRun(Scenario scenario, Settings settings, KafkaCluster kafka) {
    this.scenario = scenario;
    this.settings = settings;
    this.kafka = kafka;
    this.topics = new Topics(kafka);
    this.topic = "benchmark." + scenario.name();
    this.events = settings.scaled(scenario.load().events());
  }

  Result measure() {
    var jvm = jvm();
    if (jvm.isEmpty()) {
      notes.add("Not measured: there is no JDK from 21 on; name one with `benchmarks.jdk`.");
      return new Result(scenario.name(), Map.of(), Map.of(), List.copyOf(notes));
    }
    var contenders = scenario.contenders().stream().filter(settings::wantsContender).toList();
    contenders.forEach(contender -> runs.put(contender, new ArrayList<>()));
    Progress.say("%s: filling topics", scenario.name());
    topics.fill(topic, scenario.feed(), events);
    for (int round = 1; round <= settings.rounds(); round++) {
      for (var contender : inOrderOf(round, contenders)) {
        runOnce(jvm.get(), contender, round);
      }
    }
    deleteTopics();
    var environment = Environment.describe(jvm.get(), settings);
    return new Result(scenario.name(), environment, runs, List.copyOf(notes));
  }

  private Optional<ContenderJvm> jvm() {
    var home =
        scenario.load().virtualThreads()
            ? Jdks.withVirtualThreads(settings.jdk())
            : Optional.of(Jdks.current());
    return home.map(found -> new ContenderJvm(found, scenario.load().heapMegabytes()));
  }

  /** Every second round goes backwards, so that nobody always follows the same other. */
  private static List<String> inOrderOf(int round, List<String> contenders) {
    var ordered = new ArrayList<>(contenders);
    if (round % 2 == 0) {
      Collections.reverse(ordered);
    }
    return ordered;
  }

  private void runOnce(ContenderJvm jvm, String contender, int round) {
    boolean own = scenario.feed() == Feed.EMPTY;
    var target = own ? topic + "." + contender + "." + round : topic;
    if (own) {
      topics.create(target);
    }
    var job =
        new Job(
            scenario.workload(),
            contender,
            kafka.bootstrapServers(),
            target,
            events,
            scenario.load().concurrency(),
            settings.seconds());
    long start = System.nanoTime();
    var metrics = jvm.run(job);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    Progress.say(
        "%s, round %d of %d, %s, %d s: %s",
        scenario.name(), round, settings.rounds(), contender, seconds, Environment.brief(metrics));
    metrics.ifPresentOrElse(
        measured -> runs.getOrDefault(contender, new ArrayList<>()).add(measured),
        () -> notes.add("`" + contender + "` did not finish in every round."));
    if (own) {
      topics.delete(List.of(target));
    }
  }

  private void deleteTopics() {
    switch (scenario.feed()) {
      case EMPTY -> {}
      case RECURRING_KEYS, KEY_PER_EVENT, MANY_PARTITIONS -> topics.delete(List.of(topic));
      case HOT_TWIN -> topics.delete(List.of(topic, topic + HotKeyWorkload.TWIN));
    }
  }
}
