package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.SampleEvent;
import java.util.List;

/** An outbox that is measured. Its methods may be called from several threads, once it is made. */
public interface OutboxContender extends AutoCloseable {

  /** Stores events in one transaction, which are sent later than now. */
  void store(List<SampleEvent> events) throws Exception;

  /** A business transaction: a row of business and an event, committed when this returns. */
  void transact(SampleEvent event) throws Exception;

  /** Begins to send what is committed, and goes on. */
  void startSending();

  /** Ends to send, and waits for what is under way. */
  void stopSending();

  @Override
  void close();
}
