package io.eventbus.observe;

/**
 * The names of the meters of a bus, with their tags; stable from release to release. Timers are in
 * the unit of the monitoring system.
 */
public final class MeterNames {

  /** What every name starts with. */
  public static final String PREFIX = "eventbus.";

  /**
   * Timer: from publishing an event to its acknowledgement or failure. Tags {@link #TOPIC}, {@link
   * #TYPE}, {@link #OUTCOME}: a {@code PublishOutcome} or the reason of a {@code PublishException},
   * in lower case with hyphens.
   */
  public static final String PUBLISH = PREFIX + "publish";

  /**
   * Timer: one attempt of a handler; the events of a batch share its time evenly. Tags {@link
   * #GROUP}, {@link #TOPIC}, {@link #TYPE}, {@link #OUTCOME}: {@code handled} or {@code failed}.
   */
  public static final String HANDLER = PREFIX + "handler";

  /**
   * Summary in seconds: how old an event was when it had been handled, from the time in its
   * metadata on; of those that follow each other within a millisecond, one is measured. Tags {@link
   * #GROUP}, {@link #TOPIC}, {@link #TYPE}.
   */
  public static final String EVENT_AGE = PREFIX + "event.age";

  /**
   * Counter: failed attempts that are followed by another. Tags {@link #GROUP}, {@link #TOPIC},
   * {@link #TYPE}.
   */
  public static final String RETRIED = PREFIX + "retried";

  /**
   * Counter: dead letters that were acknowledged. Tags {@link #GROUP}, {@link #TOPIC}, {@link
   * #TYPE}, {@link #REASON}: the code of a {@code DeadLetterReason}.
   */
  public static final String DEAD_LETTERED = PREFIX + "dead.lettered";

  /** Counter: events of unknown types that were ignored. Tags {@link #GROUP}, {@link #TOPIC}. */
  public static final String SKIPPED = PREFIX + "skipped";

  /**
   * Gauge: offsets between the completed position of a partition and its end. Tags {@link #GROUP},
   * {@link #TOPIC}, {@link #PARTITION}, as all that follow of a partition.
   */
  public static final String PARTITION_LAG = PREFIX + "partition.lag";

  /** Gauge: the offset below which every event of a partition is done. */
  public static final String PARTITION_COMPLETED = PREFIX + "partition.completed";

  /** Gauge: the offset of a partition that the group has saved. */
  public static final String PARTITION_COMMITTED = PREFIX + "partition.committed";

  /** Gauge: which share of the events that a partition may have in flight it has, from 0 to 1. */
  public static final String PARTITION_WINDOW = PREFIX + "partition.window";

  /** Gauge: 1 while a partition is paused on request, else 0. */
  public static final String PARTITION_PAUSED = PREFIX + "partition.paused";

  /** Gauge: events that were read and are not done. Tag {@link #GROUP}. */
  public static final String IN_FLIGHT = PREFIX + "in.flight";

  /** Gauge in seconds: how long ago a consumer last asked the broker. Tag {@link #GROUP}. */
  public static final String POLL_AGE = PREFIX + "poll.age";

  /** Gauge: committed events that are not yet sent. Tag {@link #OUTBOX}, as all that follow. */
  public static final String OUTBOX_EVENTS = PREFIX + "outbox.events";

  /** Gauge in seconds: how long the oldest of them has been there. */
  public static final String OUTBOX_AGE = PREFIX + "outbox.age";

  /** Gauge: events that are held back, those behind a refused one included. */
  public static final String OUTBOX_HELD = PREFIX + "outbox.held";

  /** Gauge: 1 if any relay has the lease, else 0. */
  public static final String OUTBOX_LEASED = PREFIX + "outbox.leased";

  /** Gauge: keys that the relay of this process holds back; 0 while another relay is active. */
  public static final String RELAY_HELD_KEYS = PREFIX + "relay.held.keys";

  /** Gauge: 1 while the relay of this process is the active one, else 0. */
  public static final String RELAY_ACTIVE = PREFIX + "relay.active";

  /** Counter: events that the relay of this process has sent. */
  public static final String RELAY_SENT = PREFIX + "relay.sent";

  /**
   * Counter: events that came to an inbox. Tags {@link #GROUP}, {@link #OUTCOME}: {@code handled}
   * or {@code repeated}.
   */
  public static final String INBOX = PREFIX + "inbox";

  /** Tag: the consumer group. */
  public static final String GROUP = "group";

  /** Tag: the topic; {@code other} beyond the first {@value TagLimit#MOST}. */
  public static final String TOPIC = "topic";

  /** Tag: the logical type of an event; {@link #UNKNOWN} unless a class here declares it. */
  public static final String TYPE = "type";

  /** The value of {@link #TYPE} where no class here declares the type. */
  public static final String UNKNOWN = "unknown";

  /** Tag: what has become of an event. */
  public static final String OUTCOME = "outcome";

  /** Tag: why an event became a dead letter. */
  public static final String REASON = "reason";

  /** Tag: the number of a partition. */
  public static final String PARTITION = "partition";

  /** Tag: the name of an outbox. */
  public static final String OUTBOX = "outbox";

  private MeterNames() {}
}
