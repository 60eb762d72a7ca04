package io.eventbus.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class EscapedLinesTest {

  @Test
  void linesStayLinesAndCommandNoTerminal() {
    var out = new StringWriter();
    var lines = new EscapedLines(new PrintWriter(out));

    lines.append("{\"key\":\"\u009b2J\"}").append('\n').append("x\u202ey", 1, 3);

    assertThat(out).hasToString("{\"key\":\"\\u009B2J\"}\n\\u202Ey");
  }
}
