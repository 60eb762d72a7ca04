package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneSchool.class)
@Timeout(180)
class SchoolDemoIT {

  @Test
  void everyStepHoldsAndTheTableFitsAScreen(School school) {
    var printed = new ByteArrayOutputStream();
    int status = SchoolDemo.play(school, new PrintStream(printed, true, UTF_8));

    assertThat(status).as(printed.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8)).containsPattern("All [0-9]+ steps held");
    assertThat(printed.toString(UTF_8).lines()).allMatch(line -> line.length() <= 120);
  }
}
