package io.eventbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.cli.terminal.Operator;
import io.eventbus.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Runs commands in this process, with an environment and an operator of its own. */
public final class Session implements Operator {

  /** What a command has left behind. */
  public record Result(int code, String out, String err) {

    public List<String> lines() {
      return out.lines().toList();
    }
  }

  private final Map<String, String> variables = new HashMap<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private final StringWriter questions = new StringWriter();
  private byte[] input = {};
  private boolean there;
  private boolean watching;

  public Session with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** What is piped into the next commands. */
  public Session input(String text) {
    return input(text.getBytes(UTF_8));
  }

  /** As the other, for what may be no text. */
  public Session input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  /** Somebody who answers this to the next question. */
  public Session answering(String answer) {
    there = true;
    answers.add(answer);
    return this;
  }

  public Session watching() {
    watching = true;
    return this;
  }

  public Result run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Eventbus.run(terminal(out, err), args);
    return new Result(code, out.toString(), err.toString());
  }

  public Terminal terminal(Writer out, Writer err) {
    return new Terminal(
        new PrintWriter(out),
        new PrintWriter(err),
        new ByteArrayInputStream(input),
        variables,
        this);
  }

  /** What the operator was asked. */
  public String questions() {
    return questions.toString();
  }

  @Override
  public boolean answers() {
    return there;
  }

  @Override
  public boolean watches() {
    return watching;
  }

  @Override
  public String ask(String question) {
    questions.append(question);
    return answers.isEmpty() ? "" : answers.remove();
  }

  @Override
  public String askSecret(String question) {
    return ask(question);
  }
}
