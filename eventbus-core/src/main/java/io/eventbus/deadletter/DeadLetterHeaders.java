package io.eventbus.deadletter;

/** The names of the headers that a dead letter carries besides its original ones. All are text. */
public final class DeadLetterHeaders {

  /** What every name starts with. */
  public static final String PREFIX = "eventbus-dlq-";

  /** The {@link DeadLetterReason#code()}. */
  public static final String REASON = PREFIX + "reason";

  /** The topic that the event was read from. */
  public static final String TOPIC = PREFIX + "topic";

  /** The partition that it was read from. */
  public static final String PARTITION = PREFIX + "partition";

  /** Its offset there. */
  public static final String OFFSET = PREFIX + "offset";

  /** The timestamp of the record there, in ISO-8601. */
  public static final String TIME = PREFIX + "time";

  /** The consumer group that could not handle it. */
  public static final String GROUP = PREFIX + "group";

  /** How often the event has died, counted from 1. */
  public static final String ROUND = PREFIX + "round";

  /** How often the handler was tried; 0 if it never came to that. */
  public static final String ATTEMPTS = PREFIX + "attempts";

  /** The class of the last exception. */
  public static final String EXCEPTION_CLASS = PREFIX + "exception-class";

  /** Its message, cut at 1 KiB. */
  public static final String EXCEPTION_MESSAGE = PREFIX + "exception-message";

  /** Its stack trace, cut at 8 KiB. */
  public static final String STACK_TRACE = PREFIX + "stack-trace";

  private DeadLetterHeaders() {}
}
