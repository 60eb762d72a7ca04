package io.eventbus.consume;

/** What happens to a well-formed event of a type that no handler is registered for. */
public enum UnknownTypeRule {
  /**
   * It is skipped and counted. The default: a topic may grow types that are not for this service.
   * An event that was sent back to this very group becomes a dead letter again.
   */
  IGNORE,
  /** It becomes a dead letter. */
  DEAD_LETTER,
  /** The consumer stops before it, in state {@link ConsumerState#FAILED}. */
  FAIL
}
