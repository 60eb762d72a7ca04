package io.eventbus.examples.school;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Does something at a fixed pace, whether or not what came before is done, as callers do who know
 * nothing of each other. Time counts from when each was due, so that a stall is seen by all that it
 * kept waiting.
 *
 * @see <a href="https://github.com/giltene/wrk2#readme">wrk2, on coordinated omission</a>
 */
final class OpenLoop {

  private OpenLoop() {}

  /** How long each took, sorted. */
  record Times(List<Long> nanos) {

    /** That of which this many of a hundred were as fast, in milliseconds. */
    long percentile(int percent) {
      int rank = (int) Math.ceil(nanos.size() * percent / 100.0);
      return TimeUnit.NANOSECONDS.toMillis(nanos.get(Math.max(rank, 1) - 1));
    }
  }

  /**
   * Does it so often, and returns when all are done.
   *
   * @throws Exception what the first that failed threw
   */
  static Times run(int perSecond, int times, IntFunction<Callable<?>> task) throws Exception {
    var threads = Executors.newCachedThreadPool();
    try {
      var done = new ArrayList<Future<Long>>();
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        long due = start + TimeUnit.SECONDS.toNanos(i) / perSecond;
        var call = task.apply(i);
        pauseUntil(due);
        done.add(
            threads.submit(
                () -> {
                  call.call();
                  return System.nanoTime() - due;
                }));
      }
      var nanos = new ArrayList<Long>();
      for (var time : done) {
        nanos.add(time.get());
      }
      return new Times(nanos.stream().sorted().toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void pauseUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
