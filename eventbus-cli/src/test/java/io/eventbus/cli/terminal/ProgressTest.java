package io.eventbus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.cli.Session;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter err = new StringWriter();
  private long nanos;

  private Progress progress(Session session) {
    return new Progress(session.terminal(new StringWriter(), err), "redriven", () -> nanos);
  }

  private void after(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void barIsDrawnOverItselfWhereSomebodyWatches() {
    try (var progress = progress(new Session().watching())) {
      after(50);
      progress.at(1, 10);
      assertThat(err.toString()).as("not for each").isEmpty();
      after(50);
      progress.at(5, 10);
      after(900);
      progress.at(10, 10);
    }

    assertThat(err)
        .hasToString(
            "\r[###############...............]  50 %  5 of 10 redriven, 50/s"
                + "\r[##############################] 100 %  10 of 10 redriven, 10/s"
                + System.lineSeparator());
  }

  @Test
  void lineEveryFewSecondsIsWrittenElsewhere() {
    try (var progress = progress(new Session())) {
      after(4900);
      progress.at(1, 10);
      after(200);
      progress.at(5, 10);
      after(200);
      progress.at(6, 10);
    }

    assertThat(err).hasToString("5 of 10 redriven" + System.lineSeparator());
  }
}
