package io.eventbus.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a partition does while something that its handlers need is away: it begins no event, and
 * after growing waits tries a single one. Once that one gets an answer, good or bad, all go on. No
 * attempt is spent. The lock is the workers' own: the polling thread only reads.
 */
final class Outage {

  private static final Logger log = LoggerFactory.getLogger(Outage.class);

  private final TopicPartition partition;
  private final Gate gate;
  private final Consumer<Delivery> onwards;
  private int rounds;
  private volatile @Nullable Delivery probe;
  private volatile @Nullable Instant since;

  Outage(TopicPartition partition, Consumer<Delivery> onwards) {
    this.partition = partition;
    this.onwards = onwards;
    this.gate = new Gate(onwards);
  }

  /** Since when it lasts. */
  Optional<Instant> since() {
    return Optional.ofNullable(since);
  }

  boolean lasts() {
    return gate.closed();
  }

  /** Whether this event must wait for the end; if so, it is kept here. */
  boolean keeps(Delivery delivery) {
    if (!gate.closed() || delivery == probe) {
      return false;
    }
    gate.keep(delivery);
    return true;
  }

  /** This event found something away. */
  synchronized void struck(Delivery delivery, Throwable failure, IntFunction<Duration> waits) {
    boolean begins = !gate.closed();
    boolean again = delivery == probe;
    if (begins) {
      rounds = 0;
      since = Instant.now();
      log.warn("{} waits, what its handlers need is away", partition, failure);
      gate.close();
    }
    probe = again ? null : probe;
    gate.keep(delivery);
    if (begins || again) {
      rounds++;
      Workers.after(waits.apply(rounds), this::tryOne);
    }
  }

  private synchronized void tryOne() {
    var next = gate.take();
    if (next == null) {
      end();
      return;
    }
    probe = next;
    onwards.accept(next);
  }

  /** This event got an answer. */
  void answered(Delivery delivery) {
    if (delivery == probe) {
      end();
    }
  }

  private synchronized void end() {
    probe = null;
    since = null;
    log.info("{} goes on after {} waits", partition, rounds);
    gate.open();
  }
}
