package io.eventbus.examples.school;

import java.util.List;

/**
 * What is played of one system: over HTTP, and looking at the topics. Kafka is stopped once for all
 * scenarios, after the steps of the last one.
 */
interface Scenario {

  /** The system's name in the table. */
  String system();

  /** What is played while all is up. */
  List<Step> steps();

  /** What is played while Kafka is stopped. */
  default List<Step> withoutKafka() {
    return List.of();
  }

  /** What is played once Kafka is back. */
  default List<Step> withKafkaAgain() {
    return List.of();
  }
}
