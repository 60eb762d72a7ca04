package io.eventbus.benchmarks;

/**
 * How much a scenario asks for. Immutable.
 *
 * @param events how many, as the workload understands it
 * @param concurrency how many handlers may run at once
 * @param heapMegabytes the heap of each contender's JVM
 * @param virtualThreads whether it needs a JDK that has them
 */
record Load(long events, int concurrency, int heapMegabytes, boolean virtualThreads) {

  private static final int HEAP_MEGABYTES = 1024;

  static Load of(long events, int concurrency) {
    return new Load(events, concurrency, HEAP_MEGABYTES, false);
  }

  Load withHeapMegabytes(int heapMegabytes) {
    return new Load(events, concurrency, heapMegabytes, virtualThreads);
  }

  Load onVirtualThreads() {
    return new Load(events, concurrency, heapMegabytes, true);
  }
}
