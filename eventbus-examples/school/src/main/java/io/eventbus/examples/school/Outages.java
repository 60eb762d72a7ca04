package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;

import java.time.Duration;
import java.util.List;

/** What the teachers' system needs is down and comes back, and nothing is lost. */
final class Outages implements Scenario {

  private static final String ALAN = "+420601000003";
  private static final String BARBARA = "+420601000004";

  private final Service identity;
  private final Teachers teachers;
  private String barbaraId = "";

  Outages(School school, SchoolClient client) {
    this.identity = school.service(SchoolService.IDENTITY);
    this.teachers = new Teachers(client);
  }

  @Override
  public String system() {
    return "teachers";
  }

  @Override
  public List<Step> steps() {
    return List.of(new Step("the identity service is down and comes back", this::service));
  }

  @Override
  public List<Step> withoutKafka() {
    return List.of(new Step("a teacher is created all the same", this::create));
  }

  @Override
  public List<Step> withKafkaAgain() {
    return List.of(new Step("the user appears", this::userAppears));
  }

  private String service() throws Exception {
    identity.close();
    var id = teachers.create(ALAN, "Alan Turing");
    identity.start();
    long start = System.nanoTime();
    expect(id, teachers.onlyUser(ALAN).path("teacherId").asString());
    return "201; the user is there %d ms after the service".formatted(millisSince(start));
  }

  private String create() throws Exception {
    long start = System.nanoTime();
    barbaraId = teachers.create(BARBARA, "Barbara Liskov");
    long created = millisSince(start);
    expect(0, teachers.users(BARBARA).size());
    return "201 in %d ms; the event waits in the outbox".formatted(created);
  }

  private String userAppears() throws Exception {
    expect(barbaraId, teachers.onlyUser(BARBARA).path("teacherId").asString());
    return "PendingActivation, nothing was lost";
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
