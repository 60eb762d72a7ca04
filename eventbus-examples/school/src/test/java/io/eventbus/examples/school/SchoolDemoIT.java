package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SchoolDemoIT {

  @Test
  void everyStepOfTheScenarioHolds() {
    var printed = new ByteArrayOutputStream();
    try (var school = School.open()) {
      int status = SchoolDemo.play(school, new PrintStream(printed, true, UTF_8));

      assertThat(status).as(printed.toString(UTF_8)).isZero();
      assertThat(printed.toString(UTF_8)).contains("All 10 steps held");
    }
  }
}
