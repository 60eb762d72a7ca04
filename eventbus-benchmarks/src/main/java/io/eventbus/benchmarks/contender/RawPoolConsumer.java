package io.eventbus.benchmarks.contender;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the machine allows: a pool of threads, virtual where the JDK has them, that takes events in
 * any order. Its commits promise nothing, so it is a yardstick and not an alternative.
 */
final class RawPoolConsumer implements ConsumeContender {

  private static final int QUEUED_PER_THREAD = 4;

  @Override
  public Running start(ConsumeRequest request, SampleHandler handler) {
    int threads = request.concurrency();
    var pool = Executors.newFixedThreadPool(threads, HandlerThreads.factory());
    var room = new Semaphore(QUEUED_PER_THREAD * threads);
    var polling =
        new PollThread(
                request,
                received -> {
                  room.acquire();
                  submit(pool, room, received, handler);
                })
            .start();
    return () -> {
      pool.shutdownNow();
      room.release(QUEUED_PER_THREAD * threads);
      polling.close();
    };
  }

  private static void submit(
      ExecutorService pool,
      Semaphore room,
      ConsumerRecord<byte[], byte[]> received,
      SampleHandler handler) {
    if (pool.isShutdown()) {
      return;
    }
    pool.execute(
        () -> {
          try {
            handler.handle(HandMade.read(received));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (FailedAttemptException e) {
            throw new IllegalStateException("the pool knows no retries", e);
          } finally {
            room.release();
          }
        });
  }
}
