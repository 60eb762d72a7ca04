package io.eventbus.benchmarks.workload;

/** The names of what is measured. */
public final class Metrics {

  /** Events per second, from the first to the last. */
  public static final String RATE = "rate";

  /** The rate as a share of what the handler's time allows at that concurrency. */
  public static final String SHARE_OF_IDEAL = "shareOfIdeal";

  /** Bytes of the heap that all threads allocated, per event. */
  public static final String ALLOCATED = "allocatedBytesPerEvent";

  /** From the start of the consumer to the first event in its handler, in milliseconds. */
  public static final String FIRST_EVENT = "firstEventMillis";

  /** How many passes it took until the rate had settled. */
  public static final String WARM_UPS = "warmUpPasses";

  /** Events per second while there is one hot key. */
  public static final String RATE_WITH_HOT_KEY = "rateWithHotKey";

  /** What the trouble makes slower, as a factor. */
  public static final String SLOWDOWN = "slowdown";

  /** The median from the call of publish to that of the handler, in milliseconds. */
  public static final String P50 = "p50Millis";

  /** The 99th percentile of the same. */
  public static final String P99 = "p99Millis";

  /** The 99th percentile of the events that do not fail, while others do. */
  public static final String P99_WITH_FAILURES = "p99MillisWithFailures";

  /** The largest heap that was in use after a collection, in MiB. */
  public static final String PEAK_HEAP = "peakHeapMebibytes";

  /** That of the last part of the backlog over that of the second. */
  public static final String HEAP_GROWTH = "heapGrowth";

  /** The slowest part of the backlog over the fastest, the first left out. */
  public static final String UNEVENNESS = "unevenness";

  /** The rate of the last part over that of the first. */
  public static final String LAST_OVER_FIRST = "lastOverFirst";

  /** The rate of the first pass. */
  public static final String RATE_OF_FIRST = "rateOfFirst";

  /** The rate of the last pass. */
  public static final String RATE_OF_LAST = "rateOfLast";

  /** How many passes there were. */
  public static final String PASSES = "passes";

  /** From the start of the process until the application is ready, in milliseconds. */
  public static final String READY = "readyMillis";

  /** What all its threads had of the processors until then, in milliseconds. */
  public static final String PROCESSOR = "processorMillis";

  private Metrics() {}
}
