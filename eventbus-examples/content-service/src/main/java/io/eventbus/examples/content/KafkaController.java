package io.eventbus.examples.content;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerState;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The two questions that the earlier service answered about Kafka. What else there is to know of it
 * has the actuator.
 */
@RestController
@RequestMapping("/api/v1/kafka")
final class KafkaController {

  private final EventBus bus;

  KafkaController(EventBus bus) {
    this.bus = bus;
  }

  /** Whether there is a broker that takes what is published. */
  record Producer(boolean connected) {}

  /**
   * The consumer groups.
   *
   * @param active those with a member here that reads, while a broker answers
   * @param states the state of each
   */
  record Groups(List<String> active, SortedMap<String, String> states) {}

  @GetMapping("/producer")
  Producer producer() {
    return new Producer(bus.health().producerConnected());
  }

  @GetMapping("/groups")
  Groups groups() {
    var health = bus.health();
    var states = new TreeMap<>(health.groups());
    var running =
        states.entrySet().stream()
            .filter(group -> group.getValue().equals(ConsumerState.RUNNING.name()))
            .map(Map.Entry::getKey)
            .toList();
    // A member goes on asking while no broker answers, but nobody gives it anything.
    return new Groups(health.producerConnected() ? running : List.of(), states);
  }
}
