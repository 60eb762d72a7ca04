package io.eventbus.examples.school;

import io.eventbus.examples.certificate.issuer.StubIssuer;
import io.eventbus.test.EmbeddedKafka;
import io.eventbus.test.KafkaCluster;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A broker, the services of the school and what they need from outside, on free ports of this
 * machine. Safe to share between threads.
 */
final class School implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Map<SchoolService, Service> services = new EnumMap<>(SchoolService.class);
  private final KafkaCluster kafka;
  private final StubIssuer issuer;

  private School() {
    kafka = EmbeddedKafka.builder().start();
    open.push(kafka);
    issuer = StubIssuer.start(0, Clock.systemUTC());
    open.push(issuer);
    for (var name : SchoolService.values()) {
      var service = name.of(this);
      services.put(name, service);
      open.push(service);
    }
  }

  /**
   * Starts them one after the other; if one does not start, none stays. Side by side would be no
   * faster on two processors, the second one is busy with the compiler.
   */
  static School open() {
    var school = new School();
    try {
      school.services.values().forEach(Service::start);
      return school;
    } catch (RuntimeException e) {
      school.close();
      throw e;
    }
  }

  /** One of the services. */
  Service service(SchoolService name) {
    return Objects.requireNonNull(services.get(name));
  }

  KafkaCluster kafka() {
    return kafka;
  }

  /** Where the issuer of certificates is, which is nobody's service; it fails on request. */
  URI issuer() {
    return issuer.uri();
  }

  /** Ends the services, the last one first, and then the broker. Closing again does nothing. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("could not be closed: " + e);
      }
    }
  }
}
