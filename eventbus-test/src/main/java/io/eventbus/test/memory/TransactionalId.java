package io.eventbus.test.memory;

import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Of all producers with one id, the latest alone may go on. Guarded by the lock of the broker. */
final class TransactionalId {

  private int epoch;
  private @Nullable Transaction transaction;

  /** Lets another producer begin, after what the one before has left open. */
  int next() {
    end(false);
    return ++epoch;
  }

  Transaction begin(int of) {
    requireLatest(of);
    transaction = new Transaction();
    return transaction;
  }

  void requireLatest(int of) {
    if (of != epoch) {
      throw new ProducerFencedException("there is a newer producer with the same transactional.id");
    }
  }

  /** Ends the transaction that is open, if one is. */
  void end(boolean commit) {
    if (transaction != null) {
      transaction.end(commit);
      transaction = null;
    }
  }
}
