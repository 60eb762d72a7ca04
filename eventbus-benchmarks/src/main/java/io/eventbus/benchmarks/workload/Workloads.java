package io.eventbus.benchmarks.workload;

/** The workloads by their names. */
public final class Workloads {

  /** Publishes as fast as it goes. */
  public static final String PUBLISH = "publish";

  /** Consumes what is there with a handler that does nothing. */
  public static final String CONSUME = "consume";

  /** Consumes what is there with a handler that takes 5 ms. */
  public static final String WORK = "work";

  /** As {@link #WORK}, with and without a key that has far more events than the others. */
  public static final String HOT_KEY = "hot-key";

  /** Publishes and consumes at a steady rate, first without failures and then with some. */
  public static final String FAILURES = "failures";

  /** Publishes and consumes at a low rate. */
  public static final String LATENCY = "latency";

  /** Consumes a large backlog in a small heap. */
  public static final String BACKLOG = "backlog";

  /** Consumes what is there with a handler that inserts a row. */
  public static final String INBOX = "inbox";

  /** Sends a backlog of an outbox. */
  public static final String OUTBOX_DRAIN = "outbox-drain";

  /** Sends a large backlog of an outbox in a small heap. */
  public static final String OUTBOX_BACKLOG = "outbox-backlog";

  /** Sends backlogs of an outbox while another transaction stays open. */
  public static final String OUTBOX_OLD_TRANSACTION = "outbox-old-transaction";

  /** Business transactions with an event each, while an outbox sends. */
  public static final String OUTBOX_TRANSACTIONS = "outbox-transactions";

  /** The time from commit to handler. */
  public static final String OUTBOX_LATENCY = "outbox-latency";

  /** Starts an application until it is ready. */
  public static final String START = "start";

  /** As {@link #START}, where no broker answers. */
  public static final String START_ALONE = "start-alone";

  private Workloads() {}

  static Workload of(String name) {
    return switch (name) {
      case PUBLISH -> new PublishWorkload();
      case CONSUME -> new ConsumeWorkload(0);
      case WORK -> new ConsumeWorkload(ConsumeWorkload.HANDLER_MILLIS);
      case HOT_KEY -> new HotKeyWorkload();
      case FAILURES -> new FailuresWorkload();
      case LATENCY -> new LatencyWorkload();
      case INBOX -> new InboxWorkload();
      case OUTBOX_DRAIN -> new OutboxWorkload.Drain();
      case OUTBOX_BACKLOG -> new OutboxBacklogWorkload();
      case OUTBOX_OLD_TRANSACTION -> new OldTransactionWorkload();
      case OUTBOX_TRANSACTIONS -> new OutboxWorkload.Transactions();
      case OUTBOX_LATENCY -> new OutboxLatencyWorkload();
      case START -> new StartWorkload(true);
      case START_ALONE -> new StartWorkload(false);
      case BACKLOG -> new BacklogWorkload();
      default -> throw new IllegalArgumentException("there is no workload " + name);
    };
  }
}
