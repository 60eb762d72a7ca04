package io.eventbus.benchmarks.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the threads of this JVM have allocated. */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * Bytes allocated by the threads that live now. Those that have ended are missing, so the
   * difference of two calls is right while none ends in between.
   */
  static long bytes() {
    long sum = 0;
    for (long allocated : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, allocated);
    }
    return sum;
  }
}
