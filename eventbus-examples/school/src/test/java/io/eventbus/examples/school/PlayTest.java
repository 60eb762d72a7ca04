package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.school.Play.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Play play = new Play(new PrintStream(printed, true, UTF_8));

  @Test
  void stepsThatHoldArePrintedAndGiveStatusZero() {
    var steps = List.of(new Step("one", () -> "seen one"), new Step("two", () -> "seen two"));

    assertThat(play.perform(steps)).isZero();
    assertThat(text()).contains("1  one", "seen one", "2  two", "All 2 steps held");
  }

  @Test
  void aStepThatDoesNotHoldGivesStatusOneAndItsNameAndEndsThePlay() {
    var steps =
        List.of(
            new Step(
                "breaks",
                () -> {
                  throw new AssertionError("201 expected");
                }),
            new Step("never", () -> "seen"));

    assertThat(play.perform(steps)).isEqualTo(1);
    assertThat(text()).contains("Step 1 did not hold: breaks", "201 expected");
    assertThat(text()).doesNotContain("never");
  }

  @Test
  void aServiceThatDoesNotAnswerIsAStepThatDoesNotHold() {
    var step =
        new Step(
            "calls",
            () -> {
              throw new ConnectException("refused");
            });

    assertThat(play.perform(List.of(step))).isEqualTo(1);
  }

  private String text() {
    return printed.toString(UTF_8);
  }
}
