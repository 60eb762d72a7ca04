package io.eventbus.cli.terminal;

/** The person in front of a terminal, if there is one. */
public interface Operator {

  /** Whether somebody is there to be asked. */
  boolean answers();

  /** Whether standard error is a terminal, so that a line there may be written over. */
  boolean watches();

  /** Asks for a line; empty if nothing was said. */
  String ask(String question);

  /** Asks for a line that is not shown while it is typed; empty if nothing was said. */
  String askSecret(String question);
}
