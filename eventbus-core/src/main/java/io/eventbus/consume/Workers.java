package io.eventbus.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is ready, oldest first, with at most so many handlers at once. A worker goes on as long
 * as there is work, so cheap events cost no hand-over each; how many workers are woken depends on
 * the {@link Pace}. Safe for all threads.
 */
final class Workers {

  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  /** From here on nothing more is read, until half of it is begun: it would only fill the heap. */
  private static final int CROWDED = 2_000;

  /** How many events of one line run before the others get their turn. */
  private static final int TURN = 64;

  private final Executor threads;
  private final Semaphore permits;
  private final int concurrency;
  private final Pace pace = new Pace();
  private final Queue<Task> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

  /** What asynchronous handlers are at beyond their call, and since when. */
  private final Map<Task, Long> elsewhere = new ConcurrentHashMap<>();

  private @Nullable Task watched; // of the polling thread
  private boolean crowded; // of the polling thread
  private volatile boolean refused;
  private volatile boolean closed;

  Workers(Executor threads, int concurrency) {
    this.threads = threads;
    this.concurrency = concurrency;
    this.permits = new Semaphore(concurrency);
  }

  /** Does something after a while, on the JDK's own timer thread: it must be short. */
  static void after(Duration wait, Runnable action) {
    CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(action);
  }

  void submit(Task task) {
    ready.add(task);
    waiting.incrementAndGet();
    wake();
  }

  void submit(Collection<? extends Task> tasks) {
    if (!tasks.isEmpty()) {
      ready.addAll(tasks);
      waiting.addAndGet(tasks.size());
      wake();
    }
  }

  /** Whether something is ready that no worker has begun. */
  boolean behind() {
    return waiting.get() > 0;
  }

  /** Whether handlers have taken so little time of late that waiting for them is worth it. */
  boolean quick() {
    return pace.cheap();
  }

  /** Whether so much is ready that reading more makes no sense. Called by the polling thread. */
  boolean crowded() {
    int bound = Math.max(CROWDED, 10 * concurrency);
    crowded = waiting.get() > (crowded ? bound / 2 : bound);
    return crowded;
  }

  private void wake() {
    int wanted = Math.min(concurrency, pace.workersFor(waiting.get()));
    while (running.get() < wanted && startOne()) {
      // as many as are worth it
    }
  }

  /**
   * Adds workers when nothing has moved since the last look: those that run are in handlers slower
   * than they used to be. Called by the polling thread.
   */
  void watch() {
    var head = ready.peek();
    if (head != null && head == watched) {
      for (int more = Math.max(1, running.get()); more > 0 && startOne(); more--) {
        // doubles them
      }
    }
    watched = head;
  }

  private boolean startOne() {
    if (closed || waiting.get() <= 0 || !permits.tryAcquire()) {
      return false;
    }
    running.incrementAndGet();
    var worker = new Worker();
    try {
      threads.execute(worker);
      taken();
      return true;
    } catch (RuntimeException | Error e) {
      // Errors too: a system that has no thread left may have one again.
      if (worker.begun) {
        throw e; // it ran on this very thread, and has put all in order itself
      }
      running.decrementAndGet();
      permits.release();
      if (!closed && !refused) {
        refused = true;
        log.warn("the executor takes no more handlers, they wait: {}", e.toString());
      }
      return false;
    }
  }

  private void taken() {
    if (refused) {
      refused = false;
      log.info("the executor takes handlers again");
    }
  }

  private @Nullable Task take() {
    var task = ready.poll();
    if (task != null) {
      waiting.decrementAndGet();
    }
    return task;
  }

  /**
   * Makes the event that runs on this very worker keep its share of the concurrency beyond the end
   * of the call; {@link #released} gives it back.
   */
  void keepShare(Task task) {
    elsewhere.put(task, System.nanoTime());
    var worker = Worker.HERE.get();
    if (worker != null) {
      worker.gaveShareAway = true;
    }
  }

  void released(Task task) {
    elsewhere.remove(task);
    permits.release();
    wake();
  }

  /**
   * What has been running longest.
   *
   * @param at what it is at, {@code null} if it is at nothing yet
   */
  record LongestRun(long nanos, @Nullable Task at) {}

  /** The call of a handler, or the stage of an asynchronous one, that has been running longest. */
  Optional<LongestRun> longestRun() {
    long now = System.nanoTime();
    var here = workers.stream().map(each -> new LongestRun(now - each.since, each.at()));
    var there =
        elsewhere.entrySet().stream()
            .map(each -> new LongestRun(now - each.getValue(), each.getKey()));
    return Stream.concat(here, there).max(Comparator.comparingLong(LongestRun::nanos));
  }

  /** How long that has been running, in nanoseconds. */
  OptionalLong longestRunNanos() {
    return longestRun().stream().mapToLong(LongestRun::nanos).findFirst();
  }

  /** Whether the calling thread is in one of these handlers. */
  boolean runHere() {
    var worker = Worker.HERE.get();
    return worker != null && worker.belongsTo(this);
  }

  /** Interrupts what runs. */
  void interrupt() {
    workers.forEach(worker -> worker.thread.interrupt());
  }

  /** Interrupts what runs and begins nothing any more. */
  void close() {
    closed = true;
    interrupt();
    if (threads instanceof HandlerThreads own) {
      own.close();
    }
  }

  /** One thread as long as it has something to do. */
  private final class Worker implements Runnable {

    private static final ThreadLocal<@Nullable Worker> HERE = new ThreadLocal<>();

    private Thread thread = Thread.currentThread();
    private volatile long since;
    private final AtomicReference<@Nullable Task> at = new AtomicReference<>();
    private boolean begun;
    private boolean gaveShareAway;

    /** What it is at; that may be over by now. */
    @Nullable Task at() {
      return at.get();
    }

    boolean belongsTo(Workers owner) {
      return Workers.this == owner;
    }

    @Override
    public void run() {
      begun = true;
      thread = Thread.currentThread();
      since = System.nanoTime();
      workers.add(this);
      HERE.set(this);
      boolean holds = true;
      try {
        holds = work();
      } finally {
        HERE.remove();
        workers.remove(this);
        running.decrementAndGet();
        if (holds) {
          permits.release();
        }
        wake(); // for what came while this one was leaving
      }
    }

    /** Works until nothing is ready; {@code false} if it ended for lack of a permit. */
    private boolean work() {
      for (var task = take(); task != null; task = take()) {
        Task next = task;
        for (int turn = 0; next != null; turn++) {
          if (turn == TURN) {
            submit(next);
            break;
          }
          next = run(next);
          if (gaveShareAway && !renewPermit()) {
            if (next != null) {
              submit(next);
            }
            return false;
          }
        }
      }
      return true;
    }

    private @Nullable Task run(Task task) {
      at.setRelease(task);
      long start = since;
      var next = task.run();
      long now = System.nanoTime();
      since = now;
      if (pace.note(now - start)) {
        wake();
      }
      return next;
    }

    private boolean renewPermit() {
      gaveShareAway = false;
      return permits.tryAcquire();
    }
  }
}
