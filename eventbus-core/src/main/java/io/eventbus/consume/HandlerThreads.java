package io.eventbus.consume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where handlers run: virtual threads from JDK 21 on, a pool of daemons before. They have the
 * context class loader of who makes this, not that of who has work for them, which may be a thread
 * that all of the JVM shares.
 */
final class HandlerThreads implements Executor {

  private static final long IDLE_SECONDS = 60;

  private final Executor threads;

  /** Threads for the handlers of a group; the number at once is bounded by who asks for them. */
  HandlerThreads(String group) {
    var loader = Thread.currentThread().getContextClassLoader();
    this.threads = threads("eventbus-" + group + "-handler-", loader);
  }

  private static Executor threads(String name, @Nullable ClassLoader loader) {
    try {
      var virtual = virtual(name);
      return work -> with(loader, virtual.newThread(work)).start();
    } catch (Throwable e) {
      var number = new AtomicInteger();
      return new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> with(loader, daemon(name + number.incrementAndGet(), work)));
    }
  }

  private static Thread with(@Nullable ClassLoader loader, Thread thread) {
    thread.setContextClassLoader(loader);
    return thread;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Lets the threads end that have nothing to do. */
  void close() {
    if (threads instanceof ExecutorService pool) {
      pool.shutdown();
    }
  }

  static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private static ThreadFactory virtual(String name) throws Throwable {
    var lookup = MethodHandles.publicLookup();
    var builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
    var ofVirtual =
        lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder)).invoke();
    var named =
        lookup
            .findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class))
            .invoke(ofVirtual, name, 1L);
    return (ThreadFactory)
        lookup
            .findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
            .invoke(named);
  }
}
