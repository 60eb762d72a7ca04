package io.eventbus.benchmarks;

import static io.eventbus.benchmarks.contender.Contenders.EVENTBUS;
import static io.eventbus.benchmarks.contender.Contenders.LOGGED;
import static io.eventbus.benchmarks.contender.Contenders.MEASURED;
import static io.eventbus.benchmarks.contender.Contenders.OBSERVABLE;
import static io.eventbus.benchmarks.contender.Contenders.PARALLEL;
import static io.eventbus.benchmarks.contender.Contenders.RAW;
import static io.eventbus.benchmarks.contender.Contenders.RAW_POOL;
import static io.eventbus.benchmarks.contender.Contenders.RAW_TYPED;
import static io.eventbus.benchmarks.contender.Contenders.SPRING;
import static io.eventbus.benchmarks.inbox.InboxContenders.BATCH;
import static io.eventbus.benchmarks.inbox.InboxContenders.NO_INBOX;
import static io.eventbus.benchmarks.outbox.OutboxContenders.BARE;
import static io.eventbus.benchmarks.outbox.OutboxContenders.GRUELBOX;
import static io.eventbus.benchmarks.outbox.OutboxContenders.MARKING;
import static io.eventbus.benchmarks.outbox.OutboxContenders.MODULITH;
import static io.eventbus.benchmarks.outbox.OutboxContenders.NAMASTACK;
import static io.eventbus.benchmarks.outbox.OutboxContenders.PLAIN;
import static io.eventbus.benchmarks.outbox.OutboxContenders.ROTATING;

import io.eventbus.benchmarks.report.Measure;
import io.eventbus.benchmarks.report.Section;
import io.eventbus.benchmarks.start.StartApplication;
import io.eventbus.benchmarks.workload.Metrics;
import io.eventbus.benchmarks.workload.Workloads;
import java.util.List;
import java.util.stream.Stream;

/** All scenarios, in the order of the report. */
final class Scenarios {

  private static final Measure RATE = new Measure(Metrics.RATE, "events/s", 0);
  private static final Measure ALLOCATED =
      new Measure(Metrics.ALLOCATED, "allocated bytes per event", 0);
  private static final Measure SHARE = new Measure(Metrics.SHARE_OF_IDEAL, "share of the ideal", 2);
  private static final Measure SLOWDOWN = new Measure(Metrics.SLOWDOWN, "slowdown, a factor", 2);
  private static final Measure P50 = new Measure(Metrics.P50, "median, ms", 2);
  private static final Measure P99 = new Measure(Metrics.P99, "99th percentile, ms", 2);
  private static final Measure LAST_OVER_FIRST =
      new Measure(Metrics.LAST_OVER_FIRST, "rate of the last over the first", 2);

  private static final String PLAIN_APPLICATION = StartApplication.PLAIN.contender();

  private static final String PEERS =
      "`gruelbox`, `spring-modulith` and `namastack` have 16 threads, `gruelbox` flushes 4,096 at a"
          + " time, `spring-modulith` deletes what is complete, `namastack` as well, and looks each"
          + " millisecond for up to 1,000 keys.";

  private static final List<Scenario> ALL =
      List.of(
          publish(),
          consume(),
          consumeUniqueKeys(),
          observed(),
          work(),
          workOnVirtualThreads(),
          hotKey(),
          failures(),
          latency(),
          backlog(),
          inbox(),
          outboxDrain(),
          outboxBacklog(),
          outboxOldTransaction(),
          outboxTransactions(),
          outboxLatency(),
          start(),
          startAlone());

  private Scenarios() {}

  static List<Section> sections() {
    return ALL.stream().map(Scenario::section).toList();
  }

  static List<Scenario> chosen(Settings settings) {
    return ALL.stream().filter(scenario -> settings.wantsWorkload(scenario.name())).toList();
  }

  private static Scenario publish() {
    return new Scenario(
        new Section(
            "publish",
            "Publishing",
            "1,000,000 events onto 12 partitions until the last is acknowledged, from one thread,"
                + " at most 20,000 of them unacknowledged.",
            RAW,
            List.of(RATE, ALLOCATED)),
        Workloads.PUBLISH,
        Feed.EMPTY,
        Load.of(1_000_000, 1),
        List.of(RAW, SPRING, EVENTBUS));
  }

  private static Scenario consume() {
    return new Scenario(
        new Section(
            "consume",
            "Consuming with an empty handler",
            "500,000 events over 10,000 keys. `raw` and `spring-kafka` have one thread,"
                + " the others up to 16 handlers at once. `raw-typed` also looks at the type.",
            RAW,
            List.of(RATE, ALLOCATED)),
        Workloads.CONSUME,
        Feed.RECURRING_KEYS,
        Load.of(500_000, 16),
        List.of(RAW, RAW_TYPED, SPRING, PARALLEL, EVENTBUS));
  }

  private static Scenario observed() {
    return new Scenario(
        new Section(
            "observed",
            "Consuming while it is observed",
            "As before with 10,000 keys over 200 partitions. `eventbus-observable` has a registry"
                + " of observations that no tracer listens to, `eventbus-measured` one of meters"
                + " that is scraped every second, `eventbus-log-context` describes each event in the"
                + " context of the log (Logback), which is the default but not for `eventbus` here.",
            EVENTBUS,
            List.of(RATE, ALLOCATED)),
        Workloads.CONSUME,
        Feed.MANY_PARTITIONS,
        Load.of(500_000, 16),
        List.of(EVENTBUS, OBSERVABLE, MEASURED, LOGGED));
  }

  private static Scenario consumeUniqueKeys() {
    return new Scenario(
        new Section(
            "consume-unique-keys",
            "Consuming with an empty handler, a key per event",
            "As before with 500,000 keys.",
            RAW,
            List.of(RATE, ALLOCATED)),
        Workloads.CONSUME,
        Feed.KEY_PER_EVENT,
        Load.of(500_000, 16),
        List.of(RAW, SPRING, PARALLEL, EVENTBUS));
  }

  private static Scenario work() {
    return new Scenario(
        new Section(
            "work-64",
            "A handler of 5 ms, 64 at once",
            "20,000 events over 10,000 keys; ideal are 12,800 events/s. `raw-pool` keeps no order"
                + " and shows what the machine allows.",
            RAW_POOL,
            List.of(RATE, SHARE)),
        Workloads.WORK,
        Feed.RECURRING_KEYS,
        Load.of(20_000, 64),
        List.of(RAW_POOL, PARALLEL, EVENTBUS));
  }

  private static Scenario workOnVirtualThreads() {
    return new Scenario(
        new Section(
            "work-1000",
            "A handler of 5 ms, 1,000 at once on a JDK with virtual threads",
            "100,000 events over 10,000 keys, since 20,000 would be a tenth of a second, most of it"
                + " start and end; ideal are 200,000 events/s. `raw-pool` and `eventbus`"
                + " use virtual threads, `parallel-consumer` has no way to.",
            RAW_POOL,
            List.of(RATE, SHARE)),
        Workloads.WORK,
        Feed.RECURRING_KEYS,
        Load.of(100_000, 1_000).onVirtualThreads(),
        List.of(RAW_POOL, PARALLEL, EVENTBUS));
  }

  private static Scenario hotKey() {
    return new Scenario(
        new Section(
            "hot-key",
            "One hot key",
            "20,000 events over 10,000 keys with a handler of 5 ms, 64 at once, alone and with 1,000"
                + " events of one key spread among them. The time of the 20,000 counts.",
            PARALLEL,
            List.of(
                SLOWDOWN,
                new Measure(Metrics.RATE, "events/s without the hot key", 0),
                new Measure(Metrics.RATE_WITH_HOT_KEY, "events/s with it", 0))),
        Workloads.HOT_KEY,
        Feed.HOT_TWIN,
        Load.of(20_000, 64),
        List.of(PARALLEL, EVENTBUS));
  }

  private static Scenario failures() {
    return new Scenario(
        new Section(
            "failures",
            "One failing event in a hundred",
            "1,000 events/s, three times 5 s in which none fails and 5 s in which 1 % fail twice,"
                + " with waits of 1 s. From publish to handler, of the events that do not fail;"
                + " the median of the three.",
            PARALLEL,
            List.of(
                SLOWDOWN,
                new Measure(Metrics.P99, "99th percentile without failures, ms", 2),
                new Measure(Metrics.P99_WITH_FAILURES, "99th percentile with them, ms", 2))),
        Workloads.FAILURES,
        Feed.EMPTY,
        Load.of(15_000, 16),
        List.of(PARALLEL, EVENTBUS));
  }

  private static Scenario latency() {
    return new Scenario(
        new Section(
            "latency",
            "From publish to handler",
            "200 events/s, published and consumed in one JVM; the median of three times 10 s.",
            RAW,
            List.of(P99, P50)),
        Workloads.LATENCY,
        Feed.EMPTY,
        Load.of(6_000, 16),
        List.of(RAW, SPRING, EVENTBUS));
  }

  private static Scenario backlog() {
    return new Scenario(
        new Section(
            "backlog",
            "A backlog of 5 million events in 128 MB",
            "Read once in five parts of a million. Unevenness is the fastest part over the slowest"
                + " and growth the heap of the last part over that of the second, the first part"
                + " left out, in which the JVM warms up.",
            RAW,
            List.of(
                RATE,
                new Measure(Metrics.UNEVENNESS, "unevenness, a factor", 2),
                new Measure(Metrics.PEAK_HEAP, "largest heap after a collection, MiB", 0),
                new Measure(Metrics.HEAP_GROWTH, "growth of it, a factor", 2))),
        Workloads.BACKLOG,
        Feed.RECURRING_KEYS,
        Load.of(5_000_000, 16).withHeapMegabytes(128),
        List.of(RAW, EVENTBUS));
  }

  private static Scenario inbox() {
    return new Scenario(
        new Section(
            "inbox",
            "Effects in a database, once",
            "100,000 events over 10,000 keys, 16 handlers at once, each with a transaction that"
                + " inserts a row in PostgreSQL (fsync on). `no-inbox` claims nothing, `eventbus`"
                + " claims the event in the same transaction, `eventbus-batch` does so for up to"
                + " 500 events and inserts their rows as one JDBC batch.",
            NO_INBOX,
            List.of(RATE)),
        Workloads.INBOX,
        Feed.RECURRING_KEYS,
        Load.of(100_000, 16),
        List.of(NO_INBOX, EVENTBUS, BATCH));
  }

  private static Scenario outboxDrain() {
    return new Scenario(
        new Section(
            "outbox-drain",
            "Draining an outbox",
            "A backlog in PostgreSQL (fsync on), sent onto 12 partitions until the last is there;"
                + " 100,000 events, 10,000 for `gruelbox`, `spring-modulith` and `namastack`. Only"
                + " `bare`, `namastack` and `eventbus` keep the order of a key's events. "
                + PEERS,
            BARE,
            List.of(RATE)),
        Workloads.OUTBOX_DRAIN,
        Feed.EMPTY,
        Load.of(100_000, 1),
        List.of(BARE, GRUELBOX, MODULITH, NAMASTACK, EVENTBUS));
  }

  private static Scenario outboxBacklog() {
    return new Scenario(
        new Section(
            "outbox-backlog",
            "An outbox of 5 million events, drained in 128 MB",
            "10,000 events are stored and copied by the database (fsync on) under ids of their own,"
                + " then all are sent in five parts of a million, after half a million as a"
                + " warm-up. Unevenness leaves out the first part.",
            BARE,
            List.of(
                RATE,
                LAST_OVER_FIRST,
                new Measure(Metrics.UNEVENNESS, "unevenness, a factor", 2),
                new Measure(Metrics.PEAK_HEAP, "largest heap after a collection, MiB", 0))),
        Workloads.OUTBOX_BACKLOG,
        Feed.EMPTY,
        Load.of(5_000_000, 1).withHeapMegabytes(128),
        List.of(BARE, EVENTBUS));
  }

  private static Scenario outboxOldTransaction() {
    return new Scenario(
        new Section(
            "outbox-old-transaction",
            "An outbox beside an old transaction",
            "For 10 minutes one thread stores 100,000 events, a thousand in a transaction, again and"
                + " again, and they are sent at the same time, while another transaction in"
                + " PostgreSQL stays open, with a snapshot that has seen the table"
                + " (repeatable read), so that no removed row can be cleaned up. Who is faster has"
                + " more passes and leaves more of them. `bare-marking` marks what is sent and finds"
                + " the rest by an index of the unmarked; `bare-rotating` keeps the last id and"
                + " empties the table as a whole, which the old transaction keeps it from.",
            BARE,
            List.of(
                LAST_OVER_FIRST,
                new Measure(Metrics.RATE_OF_FIRST, "events/s of the first pass", 0),
                new Measure(Metrics.RATE_OF_LAST, "events/s of the last pass", 0),
                new Measure(Metrics.PASSES, "passes", 0))),
        Workloads.OUTBOX_OLD_TRANSACTION,
        Feed.EMPTY,
        Load.of(100_000, 1),
        List.of(BARE, MARKING, ROTATING, EVENTBUS));
  }

  private static Scenario outboxTransactions() {
    return new Scenario(
        new Section(
            "outbox-transactions",
            "Business transactions with an outbox",
            "Transactions of 8 threads, each with a row of business and an event, while the events"
                + " are sent in the same JVM. `plain-insert` only inserts a second row. "
                + PEERS,
            PLAIN,
            List.of(RATE)),
        Workloads.OUTBOX_TRANSACTIONS,
        Feed.EMPTY,
        Load.of(40_000, 8),
        List.of(PLAIN, BARE, GRUELBOX, MODULITH, NAMASTACK, EVENTBUS));
  }

  private static Scenario outboxLatency() {
    return new Scenario(
        new Section(
            "outbox-latency",
            "From commit to handler",
            "At 50 transactions a second; the consumer is `raw` for all. " + PEERS,
            BARE,
            List.of(P50, P99)),
        Workloads.OUTBOX_LATENCY,
        Feed.EMPTY,
        Load.of(3_000, 1),
        List.of(BARE, GRUELBOX, MODULITH, NAMASTACK, EVENTBUS));
  }

  private static Scenario start() {
    return start(
        "start",
        "Starting a Spring Boot application",
        "A web application with an actuator, from the start of its process until it is ready;"
            + " the median of five starts. `plain` has no part of Kafka on its class path,"
            + " `eventbus` has one event and one handler, `spring-kafka` one listener, and makes"
            + " its producer later.",
        Workloads.START);
  }

  private static Scenario startAlone() {
    return start(
        "start-alone",
        "Starting a Spring Boot application without a broker",
        "As before, where nothing answers at the address of the broker.",
        Workloads.START_ALONE);
  }

  private static Scenario start(String name, String title, String text, String workload) {
    var measures =
        List.of(
            new Measure(Metrics.READY, "until it is ready, ms", 0),
            new Measure(Metrics.PROCESSOR, "of the processors until then, ms", 0));
    return new Scenario(
        new Section(name, title, text, PLAIN_APPLICATION, measures),
        workload,
        Feed.EMPTY,
        Load.of(5, 1),
        Stream.of(StartApplication.values()).map(StartApplication::contender).toList());
  }
}
