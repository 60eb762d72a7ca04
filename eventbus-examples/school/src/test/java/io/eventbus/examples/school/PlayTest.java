package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.school.Programme.Part;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Play play = new Play(new PrintStream(printed, true, UTF_8));

  @Test
  void stepsThatHoldAreInOneTableAndGiveStatusZero() {
    var parts = List.of(part("one", () -> "seen one"), part("two", () -> "seen two"));

    assertThat(play.perform(parts)).isZero();
    assertThat(text())
        .containsPattern("system +step +result +ms")
        .containsPattern("maths +one +seen one +[0-9]+\n")
        .containsPattern("maths +two +seen two +[0-9]+\n")
        .contains("All 2 steps held");
  }

  @Test
  void aStepThatDoesNotHoldGivesStatusOneAndItsNameAndEndsThePlay() {
    var parts =
        List.of(
            part(
                "breaks",
                () -> {
                  throw new AssertionError("201 expected");
                }),
            part("never", () -> "seen"));

    assertThat(play.perform(parts)).isEqualTo(1);
    assertThat(text())
        .containsPattern("breaks +FAILED")
        .containsPattern("never +not played")
        .contains("Step 1 did not hold: maths, breaks", "201 expected")
        .doesNotContain("seen");
  }

  @Test
  void aServiceThatDoesNotAnswerIsAStepThatDoesNotHold() {
    var part =
        part(
            "calls",
            () -> {
              throw new ConnectException("refused");
            });

    assertThat(play.perform(List.of(part))).isEqualTo(1);
  }

  private static Part part(String name, Step.Action action) {
    return new Part("maths", new Step(name, action));
  }

  private String text() {
    return printed.toString(UTF_8);
  }
}
