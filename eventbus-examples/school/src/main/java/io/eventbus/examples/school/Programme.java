package io.eventbus.examples.school;

import io.eventbus.test.KafkaCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All steps of all scenarios in the order in which they are played, around one outage of Kafka. */
final class Programme {

  /** A step and whose it is. */
  record Part(String system, Step step) {}

  private Programme() {}

  static List<Part> of(List<Scenario> scenarios, KafkaCluster kafka) {
    var parts = new ArrayList<Part>();
    add(parts, scenarios, Scenario::steps);
    parts.add(kafka("Kafka stops", kafka::stop));
    add(parts, scenarios, Scenario::withoutKafka);
    parts.add(kafka("Kafka is back", kafka::start));
    add(parts, scenarios, Scenario::withKafkaAgain);
    return parts;
  }

  private static void add(
      List<Part> parts, List<Scenario> scenarios, Function<Scenario, List<Step>> steps) {
    for (var scenario : scenarios) {
      steps.apply(scenario).forEach(step -> parts.add(new Part(scenario.system(), step)));
    }
  }

  private static Part kafka(String name, Runnable action) {
    return new Part(
        "Kafka",
        new Step(
            name,
            () -> {
              action.run();
              return "";
            }));
  }
}
