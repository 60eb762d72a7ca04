package io.eventbus.spring;

/** When something may go out that belongs to the transaction of the calling thread. */
@FunctionalInterface
interface AfterTransaction {

  /** Runs it after the commit, never if that does not come, and at once without a transaction. */
  void run(Runnable work);
}
