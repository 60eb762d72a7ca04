package io.eventbus.benchmarks.contender;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** Virtual threads where the JDK has them, that is from 21 on; this module is compiled for 17. */
final class HandlerThreads {

  private HandlerThreads() {}

  static ThreadFactory factory() {
    if (Runtime.version().feature() < 21) {
      return work -> {
        var thread = new Thread(work, "raw-handler");
        thread.setDaemon(true);
        return thread;
      };
    }
    try {
      var lookup = MethodHandles.publicLookup();
      var builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      var ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder)).invoke();
      return (ThreadFactory)
          lookup
              .findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
              .invoke(ofVirtual);
    } catch (Throwable e) {
      throw new IllegalStateException("this JDK should have virtual threads", e);
    }
  }
}
