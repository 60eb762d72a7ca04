package io.eventbus.examples.school;

import java.util.List;

/**
 * How long it takes from asking for a teacher until the user can be found, under a steady load. The
 * step holds when every teacher has a user; a target that is missed is told, and no failure.
 */
final class Latency implements Scenario {

  private static final int PER_SECOND = 50;
  private static final int SECONDS = 6;
  private static final int MEDIAN_TARGET_MILLIS = 50;
  private static final int P99_TARGET_MILLIS = 200;

  private final Teachers teachers;

  Latency(SchoolClient client) {
    this.teachers = new Teachers(client);
  }

  @Override
  public String system() {
    return "teachers";
  }

  @Override
  public List<Step> steps() {
    return List.of(new Step("%d a second for %d s".formatted(PER_SECOND, SECONDS), this::measure));
  }

  private String measure() throws Exception {
    var times = OpenLoop.run(PER_SECOND, PER_SECOND * SECONDS, i -> () -> createAndFind(i));
    return told("p50", times.percentile(50), MEDIAN_TARGET_MILLIS)
        + ", "
        + told("p99", times.percentile(99), P99_TARGET_MILLIS);
  }

  private String createAndFind(int number) throws Exception {
    var phoneNumber = "+42060200%04d".formatted(number);
    teachers.create(phoneNumber, "Teacher " + number);
    return teachers.onlyUser(phoneNumber).toString();
  }

  private static String told(String name, long millis, int target) {
    var missed = millis < target ? "" : " MISSED";
    return "%s %d ms (target %d)%s".formatted(name, millis, target, missed);
  }
}
