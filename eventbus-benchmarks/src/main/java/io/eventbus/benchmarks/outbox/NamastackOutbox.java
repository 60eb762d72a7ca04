package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.SampleEvent;
import io.namastack.outbox.Outbox;
import io.namastack.outbox.OutboxProcessingScheduler;

/**
 * Namastack's outbox in JDBC, whose handler sends the event and waits for the acknowledgement, as
 * its contract asks for: sixteen threads, up to 1,000 keys in a batch, a millisecond between two,
 * completed records are deleted. It keeps the order of a key's events, as it does by default.
 */
final class NamastackOutbox extends SpringOutbox {

  private final Outbox outbox;
  private final OutboxProcessingScheduler scheduler;

  NamastackOutbox(OutboxDatabase database, String servers, String topic) {
    super(
        NamastackApplication.class,
        new Setup(database.pool(), servers, topic),
        "namastack.outbox.polling.batch-size=1000",
        "namastack.outbox.polling.fixed.interval=1ms",
        "namastack.outbox.processing.executor-core-pool-size=16",
        "namastack.outbox.processing.executor-max-pool-size=16",
        "namastack.outbox.processing.delete-completed-records=true");
    this.outbox = application().getBean(Outbox.class);
    this.scheduler = application().getBean(OutboxProcessingScheduler.class);
    scheduler.stop();
  }

  @Override
  void add(SampleEvent event) {
    outbox.schedule(event, event.key());
  }

  @Override
  public void startSending() {
    scheduler.start();
  }

  @Override
  public void stopSending() {
    scheduler.stop();
  }
}
