package io.eventbus.benchmarks.outbox;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.ExecutorSubmitter;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import io.eventbus.benchmarks.contender.ClientSettings;
import io.eventbus.benchmarks.contender.HandMade;
import io.eventbus.benchmarks.contender.SampleEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Gruelbox transaction-outbox, whose task sends the event and waits for the acknowledgement, as its
 * contract asks for. Sixteen tasks at once, right after the commit; what is not sent by then comes
 * by flushing in batches of 4,096.
 */
final class GruelboxOutbox implements OutboxContender {

  private static final int TASKS = 16;
  private static final long PAUSE_NANOS = 1_000_000;

  private final ThreadLocalContextTransactionManager transactions;
  private final TransactionOutbox outbox;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final ExecutorService tasks = Executors.newFixedThreadPool(TASKS);
  private volatile boolean stopped = true;
  private @Nullable Thread flushing;

  /** What is stored is a call of this; its arguments have to be simple. */
  public interface Sending {
    /** Sends an event. */
    void send(long sequence, long teacher);
  }

  GruelboxOutbox(OutboxDatabase database, String servers, String topic) {
    this.producer = ClientSettings.newProducer(servers);
    this.topic = topic;
    this.transactions = TransactionManager.fromDataSource(database.pool());
    var submitter = ExecutorSubmitter.builder().executor(tasks).build();
    Submitter unlessStopped =
        (entry, processor) -> {
          if (!stopped) {
            submitter.submit(entry, processor);
          }
        };
    this.outbox =
        TransactionOutbox.builder()
            .transactionManager(transactions)
            .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
            .instantiator(Instantiator.using(type -> (Sending) this::send))
            .submitter(unlessStopped)
            .attemptFrequency(Duration.ofSeconds(1))
            .flushBatchSize(4096)
            .build();
  }

  private void send(long sequence, long teacher) {
    try {
      producer.send(HandMade.write(topic, SampleEvent.of(sequence, teacher))).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void store(List<SampleEvent> events) {
    transactions.inTransaction(() -> events.forEach(this::schedule));
  }

  private void schedule(SampleEvent event) {
    outbox.schedule(Sending.class).send(event.sequence(), event.sequence() % 10_000);
  }

  @Override
  public void transact(SampleEvent event) throws Exception {
    transactions.inTransactionThrows(
        transaction -> {
          OutboxDatabase.doBusiness(transaction.connection(), event.fullName());
          schedule(event);
        });
  }

  @Override
  public void startSending() {
    stopped = false;
    flushing =
        new Thread(
            () -> {
              while (!stopped) {
                if (!outbox.flush()) {
                  LockSupport.parkNanos(PAUSE_NANOS);
                }
              }
            },
            "gruelbox-flush");
    flushing.start();
  }

  @Override
  public void stopSending() {
    stopped = true;
    if (flushing != null) {
      try {
        flushing.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    tasks.shutdownNow();
    producer.close();
  }
}
