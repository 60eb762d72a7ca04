package io.eventbus.examples.school;

import io.eventbus.examples.identity.IdentityApplication;
import io.eventbus.examples.student.StudentApplication;
import io.eventbus.examples.teacher.TeacherApplication;
import io.eventbus.test.EmbeddedKafka;
import io.eventbus.test.KafkaCluster;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A broker and the services of the school, on free ports of this machine. */
final class School implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final KafkaCluster kafka;
  private final Service teachers;
  private final Service identity;
  private final Service students;

  private School() {
    kafka = EmbeddedKafka.builder().start();
    running.push(kafka);
    teachers = start(TeacherApplication::application);
    identity = start(IdentityApplication::application);
    students = start(StudentApplication::application);
  }

  /** Starts them all; if one does not start, none stays. */
  static School open() {
    return new School();
  }

  private Service start(Supplier<SpringApplicationBuilder> application) {
    var service = new Service(application, kafka.bootstrapServers());
    try {
      service.start();
      running.push(service);
      return service;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  KafkaCluster kafka() {
    return kafka;
  }

  Service teachers() {
    return teachers;
  }

  Service identity() {
    return identity;
  }

  Service students() {
    return students;
  }

  /** Ends the services, the last one first, and then the broker. Closing again does nothing. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("could not be closed: " + e);
      }
    }
  }
}
