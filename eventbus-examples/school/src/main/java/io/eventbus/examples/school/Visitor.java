package io.eventbus.examples.school;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who looks at the page and presses its buttons, while anything may be stopped. Safe to
 * share between threads.
 */
final class Visitor {

  /** Whom the buttons are about: a first and a last name, and a phone number nobody else has. */
  record Person(String firstName, String lastName, String phoneNumber) {

    String fullName() {
      return firstName + " " + lastName;
    }
  }

  private static final List<String> NAMES =
      List.of(
          "Emmy Noether",
          "Sofia Kovalevskaya",
          "Maryam Mirzakhani",
          "Hypatia Theonis",
          "Mary Somerville",
          "Katherine Johnson",
          "Sophie Germain",
          "Maria Agnesi");

  private final School school;
  private final SchoolClient client;
  private final KafkaPart kafka;
  private final AtomicInteger people = new AtomicInteger();

  Visitor(School school) {
    this.school = school;
    this.client = new SchoolClient(school);
    this.kafka = new KafkaPart(school.kafka());
  }

  SchoolClient client() {
    return client;
  }

  Service service(SchoolService name) {
    return school.service(name);
  }

  String bootstrapServers() {
    return school.kafka().bootstrapServers();
  }

  Person somebody() {
    int number = people.getAndIncrement();
    var name = NAMES.get(number % NAMES.size()).split(" ", 2);
    return new Person(name[0], name[1], "+42077%07d".formatted(number));
  }

  boolean isKafkaUp() {
    return kafka.isUp();
  }

  /** For what is done with Kafka itself. */
  void requireKafka() {
    if (!isKafkaUp()) {
      throw new IllegalStateException("Kafka is down. Start it first.");
    }
  }

  /** For what needs another service than the one that is asked. */
  void require(SchoolService service) {
    if (!service(service).isRunning()) {
      throw new IllegalStateException("The " + service.displayName() + " is down. Start it first.");
    }
  }

  /**
   * Where an event is that was just published: it is either on its way, or waits for who is down.
   *
   * @param reader who is to handle it
   */
  String whereabouts(SchoolService reader) {
    if (!isKafkaUp()) {
      return "Kafka is down: the event waits in the outbox.";
    }
    return service(reader).isRunning()
        ? "The event is on its way to the " + reader.displayName() + "."
        : "The " + reader.displayName() + " is down: the event waits for it.";
  }
}
