package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.it.Fixture.Numbered;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Consumes until it is killed, and writes down what its handler has done. */
final class ChildConsumer {

  private ChildConsumer() {}

  public static void main(String[] args) throws Exception {
    try (var log = FileChannel.open(Path.of(args[3]), CREATE, WRITE);
        var bus =
            quicklyMissed(EventBus.builder().bootstrapServers(args[0]).source("child")).build()) {
      bus.consumer(args[2])
          .on(
              Numbered.class,
              args[1],
              (event, context) -> {
                // Long enough that the parent catches it in the middle.
                LockSupport.parkNanos(2_000_000);
                var line = context.partition() + " " + context.offset() + "\n";
                synchronized (log) {
                  log.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
                }
              })
          .options(FREQUENT_COMMITS)
          .start();
      new CountDownLatch(1).await();
    }
  }

  /** The group notices within seconds that such a member is dead. */
  static EventBusBuilder quicklyMissed(EventBusBuilder builder) {
    return builder
        .clientProperty("session.timeout.ms", "3000")
        .clientProperty("heartbeat.interval.ms", "500");
  }
}
