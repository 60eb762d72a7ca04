package io.eventbus.examples.school;

import io.eventbus.examples.school.Play.Step;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long it takes from asking for a teacher until the user can be found. */
final class Latency {

  private static final int TEACHERS = 50;

  private final Checks checks;

  Latency(SchoolClient client) {
    this.checks = new Checks(client);
  }

  List<Step> steps() {
    return List.of(new Step(TEACHERS + " more teachers, one after the other", this::measure));
  }

  private String measure() throws Exception {
    var millis = new long[TEACHERS];
    for (int i = 0; i < TEACHERS; i++) {
      var phoneNumber = "+42060200%04d".formatted(i);
      long start = System.nanoTime();
      checks.createTeacher(phoneNumber, "Teacher " + i);
      checks.onlyUser(phoneNumber);
      millis[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
    Arrays.sort(millis);
    return "from the POST to the user in a GET: median %d ms, slowest %d ms"
        .formatted(millis[TEACHERS / 2], millis[TEACHERS - 1]);
  }
}
