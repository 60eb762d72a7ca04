package io.eventbus.examples.school;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long it takes from asking for a teacher until the user can be found. */
final class Latency implements Scenario {

  private static final int TEACHERS = 50;

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
    return List.of(new Step(TEACHERS + " teachers, one after the other", this::measure));
  }

  private String measure() throws Exception {
    var millis = new long[TEACHERS];
    for (int i = 0; i < TEACHERS; i++) {
      var phoneNumber = "+42060200%04d".formatted(i);
      long start = System.nanoTime();
      teachers.create(phoneNumber, "Teacher " + i);
      teachers.onlyUser(phoneNumber);
      millis[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
    Arrays.sort(millis);
    return "until the user is found: median %d ms, slowest %d ms"
        .formatted(millis[TEACHERS / 2], millis[TEACHERS - 1]);
  }
}
