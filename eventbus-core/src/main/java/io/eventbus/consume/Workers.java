package io.eventbus.consume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one consumer: as many as handlers may run at once. */
final class Workers {

  private final ExecutorService handlers;

  Workers(String group, int concurrency) {
    this.handlers = Executors.newFixedThreadPool(concurrency, handlerThreads(group));
  }

  Executor handlers() {
    return handlers;
  }

  /** Interrupts what still runs and waits a moment for it. */
  void close() {
    handlers.shutdownNow();
    try {
      handlers.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static ThreadFactory daemons(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Virtual threads where the JDK has them, that is from 21 on. */
  private static ThreadFactory handlerThreads(String group) {
    var name = "eventbus-" + group + "-handler-";
    try {
      var lookup = MethodHandles.publicLookup();
      var builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      var ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder)).invoke();
      var named =
          lookup
              .findVirtual(
                  builder, "name", MethodType.methodType(builder, String.class, long.class))
              .invoke(ofVirtual, name, 1L);
      return (ThreadFactory)
          lookup
              .findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
              .invoke(named);
    } catch (Throwable e) {
      var number = new AtomicInteger();
      return work -> daemons(name + number.incrementAndGet()).newThread(work);
    }
  }
}
