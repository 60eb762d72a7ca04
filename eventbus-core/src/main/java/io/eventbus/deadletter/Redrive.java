package io.eventbus.deadletter;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends dead letters back to the group that could not handle them, through its topic {@code
 * {topic}.{group}.retry}, which its consumers read beside the topic of the events: no other group
 * sees them again. An event keeps its identity, key, bytes and headers. Its order is lost: it comes
 * after events of its key that were handled meanwhile.
 *
 * <p>Sending a letter and recording the {@link LetterAct} on it are one transaction of Kafka. After
 * a crash, run another redrive with the same filter: it goes on where this one has ended, and sends
 * nothing twice. Of two at the same time the earlier one ends with an {@link EventBusException}.
 *
 * <p>Safe to share between threads; runs once.
 */
public final class Redrive {

  private final Supplier<LetterScan> scans;
  private final LetterClients clients;
  private final LetterSelection selection;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Redrive(Supplier<LetterScan> scans, LetterClients clients, LetterSelection selection) {
    this.scans = scans;
    this.clients = clients;
    this.selection = selection;
  }

  /** What it would do at this moment; changes nothing. */
  public RedrivePlan plan() {
    try (var scan = scans.get()) {
      return count(scan).plan();
    }
  }

  private LetterCounts count(LetterScan scan) {
    try {
      return new LetterCounts(selection).count(scan);
    } catch (KafkaException e) {
      throw new EventBusException(
          "the dead letters of group " + selection.group() + " cannot be read, see the cause", e);
    }
  }

  /**
   * Sends the letters and returns when all are sent, or it was stopped. Letters that come while it
   * runs are not sent.
   *
   * @throws EventBusException if it cannot go on, for example because another redrive has begun;
   *     what was sent until then is recorded
   */
  public RedriveReport run() throws InterruptedException {
    return run(progress -> {});
  }

  /**
   * As the other, and tells how far it has come.
   *
   * @param listener is told after each chunk of letters, on the calling thread
   */
  public RedriveReport run(Consumer<RedriveProgress> listener) throws InterruptedException {
    Arguments.requirePresent(listener, "listener");
    try (var scan = scans.get()) {
      var counts = count(scan);
      var run = new RedriveRun(selection, counts.plan(), stopped, listener);
      for (var topic : counts.topics()) {
        run(topic, run, scan);
      }
      return run.report(stopped.getCount() == 0);
    }
  }

  private void run(LetterTopic topic, RedriveRun run, LetterScan scan) throws InterruptedException {
    if (stopped.getCount() == 0) {
      return;
    }
    try (var sender = ActSender.begin(clients, scan.admin(), topic)) {
      new TopicRedrive(run, scan, topic, sender).send();
    } catch (InterruptException e) {
      Thread.interrupted(); // the exception tells it from now on
      throw new InterruptedException("interrupted while dead letters were sent back");
    } catch (KafkaException e) {
      throw new EventBusException(
          "the redrive of topic "
              + topic.name()
              + " ends after "
              + run.done()
              + " letters, see the cause: run it again, what was sent is not sent twice",
          e);
    }
  }

  /** Ends a run after the letters that are under way; called by any thread, also before it runs. */
  public void stop() {
    stopped.countDown();
  }
}
