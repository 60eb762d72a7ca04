package io.eventbus.cli.terminal;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What surrounds a command: its streams, the variables of its environment, and who sits in front of
 * it. Commands know nothing else of their process, so tests give them another.
 */
public final class Terminal {

  private final PrintWriter out;
  private final PrintWriter err;
  private final InputStream in;
  private final Map<String, String> variables;
  private final Operator operator;
  private final Secrets secrets = new Secrets();

  /** A terminal of these parts. */
  public Terminal(
      PrintWriter out,
      PrintWriter err,
      InputStream in,
      Map<String, String> variables,
      Operator operator) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.variables = Map.copyOf(variables);
    this.operator = operator;
  }

  /** Where results go. */
  public PrintWriter out() {
    return out;
  }

  /** Where all goes that is no result. */
  public PrintWriter err() {
    return err;
  }

  /** What is piped in. */
  public InputStream in() {
    return in;
  }

  /** The variables of the environment. */
  public Map<String, String> variables() {
    return variables;
  }

  /** Who sits in front of it. */
  public Operator operator() {
    return operator;
  }

  /** What must not be shown. */
  public Secrets secrets() {
    return secrets;
  }

  /** Prints a line that is no result, without secrets and without control characters. */
  public void say(String line) {
    err.println(Texts.printable(secrets.hide(line)));
    err.flush();
  }
}
