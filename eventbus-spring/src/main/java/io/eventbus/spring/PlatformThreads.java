package io.eventbus.spring;

import io.eventbus.consume.EventConsumerBuilder;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Has handlers run on platform threads where the application has said that it wants no virtual
 * ones. The first of the customizers, so that an executor of the application's own replaces it.
 */
final class PlatformThreads implements EventConsumerCustomizer, Ordered, DisposableBean {

  private final ThreadPoolExecutor pool;

  PlatformThreads() {
    var loader = Thread.currentThread().getContextClassLoader();
    var threads = new CustomizableThreadFactory("eventbus-handler-");
    threads.setDaemon(true);
    // Their number is bounded by the concurrency of the consumers.
    pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> with(loader, threads.newThread(work)));
  }

  /** As in the threads of consumers, that of the application and not of who has work for it. */
  private static Thread with(@Nullable ClassLoader loader, Thread thread) {
    thread.setContextClassLoader(loader);
    return thread;
  }

  @Override
  public void customize(String group, EventConsumerBuilder builder) {
    builder.executor(pool);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void destroy() {
    pool.shutdown();
  }
}
