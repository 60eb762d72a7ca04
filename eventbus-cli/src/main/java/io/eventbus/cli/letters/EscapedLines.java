package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.Texts;
import java.io.PrintWriter;

/** Lines of JSON on their way to what may be a terminal. For one thread. */
record EscapedLines(PrintWriter out) implements Appendable {

  @Override
  public EscapedLines append(CharSequence text) {
    out.append(Texts.escaped(text.toString()));
    return this;
  }

  @Override
  public EscapedLines append(CharSequence text, int start, int end) {
    return append(text.subSequence(start, end));
  }

  /** Such as the end of a line, which stays one. */
  @Override
  public EscapedLines append(char c) {
    out.append(c);
    return this;
  }
}
