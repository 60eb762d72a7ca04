package io.eventbus.consume;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WorkersTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(classes = {RejectedExecutionException.class, InternalError.class})
  void anExecutorThatRefusesForAWhileCostsNoWorker(Class<? extends Throwable> refusal)
      throws Exception {
    var refusals = new AtomicInteger(3);
    var workers =
        new Workers(
            work -> {
              if (refusals.getAndDecrement() > 0) {
                if (refusal == InternalError.class) {
                  throw new InternalError("no native thread");
                }
                throw new RejectedExecutionException("full");
              }
              threads.execute(work);
            },
            1);
    var done = new CompletableFuture<Void>();

    workers.submit(
        () -> {
          done.complete(null);
          return null;
        });
    while (!done.isDone()) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      workers.watch();
    }

    done.get(10, SECONDS);
    assertThat(workers.behind()).isFalse();
  }

  @Test
  void tellsWhatHasBeenRunningLongestBeyondItsCallToo() throws Exception {
    var workers = new Workers(threads, 2);
    var asynchronous = task("asynchronous", () -> {});
    var release = new CompletableFuture<Void>();
    var hanging = task("hanging", release::join);
    assertThat(workers.longestRun()).isEmpty();

    workers.keepShare(asynchronous);
    workers.submit(hanging);
    await().until(() -> !workers.behind());
    var first = workers.longestRun().orElseThrow();
    assertThat(first.at()).isSameAs(asynchronous);
    await().until(() -> workers.longestRun().orElseThrow().nanos() > first.nanos());

    workers.released(asynchronous);
    await().until(() -> workers.longestRun().orElseThrow().at() == hanging);

    release.complete(null);
    await().until(() -> workers.longestRun().isEmpty());
  }

  private static Task task(String name, Runnable work) {
    return new Task() {
      @Override
      public Task run() {
        work.run();
        return null;
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  @Test
  void aTaskThatFailsTakesNoOtherWithIt() throws Exception {
    var workers = new Workers(threads, 1);
    var done = new CompletableFuture<Void>();
    workers.submit(
        () -> {
          throw new StackOverflowError("of a task");
        });
    workers.submit(
        () -> {
          done.complete(null);
          return null;
        });

    done.get(10, SECONDS);
  }
}
