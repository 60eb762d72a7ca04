package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.SampleEvent;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.IncompleteEventPublications;

/**
 * Spring Modulith's event publication registry in JDBC, and its externalization to Kafka: sixteen
 * threads that send what was committed, completion by deletion, its schema of version 2. Nothing
 * polls in it; what is left over is resubmitted when one asks for it.
 *
 * <p>So a backlog is made as a crash after the commit makes it: while nothing is to be sent, the
 * executor drops what it gets. Sending begins with resubmitting all that is incomplete, one after
 * another in one thread, as Spring Modulith does it. A producer per thread was tried and was
 * slower.
 */
final class ModulithOutbox extends SpringOutbox {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_NANOS = 2_000_000;

  private final ModulithApplication.Gate gate;
  private final IncompleteEventPublications publications;
  private @Nullable Thread resubmitting;

  ModulithOutbox(OutboxDatabase database, String servers, String topic) {
    super(
        ModulithApplication.class,
        new Setup(database.pool(), servers, topic),
        "namastack.outbox.enabled=false",
        "spring.modulith.events.jdbc.schema-initialization.enabled=true",
        "spring.modulith.events.completion-mode=delete");
    this.gate = application().getBean(ModulithApplication.Gate.class);
    this.publications = application().getBean(IncompleteEventPublications.class);
  }

  @Override
  void add(SampleEvent event) {
    application().publishEvent(event);
  }

  @Override
  public void startSending() {
    gate.open();
    resubmitting =
        new Thread(() -> publications.resubmitIncompletePublications(any -> true), "resubmit");
    resubmitting.start();
  }

  /** What is sent has to be deleted as well, or it would be sent again. */
  @Override
  public void stopSending() {
    try {
      if (resubmitting != null) {
        resubmitting.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (incomplete() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(incomplete() + " publications stay incomplete");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    gate.shut();
  }

  private long incomplete() {
    var count = jdbc().queryForObject("select count(*) from event_publication", Long.class);
    return count == null ? 0 : count;
  }
}
