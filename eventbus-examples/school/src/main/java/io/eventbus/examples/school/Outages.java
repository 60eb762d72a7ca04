package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;

import io.eventbus.examples.school.Play.Step;
import java.time.Duration;
import java.util.List;

/** What is down comes back, and nothing is lost. */
final class Outages {

  private static final String ALAN = "+420601000003";
  private static final String BARBARA = "+420601000004";

  private final School school;
  private final SchoolClient client;
  private final Checks checks;

  Outages(School school, SchoolClient client) {
    this.school = school;
    this.client = client;
    this.checks = new Checks(client);
  }

  List<Step> steps() {
    return List.of(
        new Step("the identity service is down, the user appears when it is back", this::service),
        new Step("Kafka is down, the teacher is created all the same", this::kafka));
  }

  private String service() throws Exception {
    school.identity().close();
    var id = checks.createTeacher(ALAN, "Alan Turing");
    school.identity().start();
    long start = System.nanoTime();
    expect(id, checks.onlyUser(ALAN).path("teacherId").asString());
    return "Alan's user is there " + millisSince(start) + " ms after the service";
  }

  private String kafka() throws Exception {
    school.kafka().stop();
    long start = System.nanoTime();
    var id = checks.createTeacher(BARBARA, "Barbara Liskov");
    long created = millisSince(start);
    expect(0, client.users(BARBARA).size());
    school.kafka().start();
    start = System.nanoTime();
    expect(id, checks.onlyUser(BARBARA).path("teacherId").asString());
    return "201 in %d ms, the event waits in the outbox; her user is there %d ms after Kafka"
        .formatted(created, millisSince(start));
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
