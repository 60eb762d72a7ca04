package io.eventbus.consume;

import io.eventbus.deadletter.FailedRecord;
import io.eventbus.event.EventBusException;
import java.util.concurrent.CompletionStage;

/** How an attempt ended that did not throw. */
sealed interface Outcome {

  Outcome DONE = new Done();
  Outcome SKIPPED = new Skipped();
  Outcome COLLECTED = new Collected();

  /** The handler has returned. */
  record Done() implements Outcome {}

  /** Nobody here wants it. */
  record Skipped() implements Outcome {}

  /** It is handled once this completes. */
  record Later(CompletionStage<?> stage) implements Outcome {}

  /** It waits in a batch, which does the rest. */
  record Collected() implements Outcome {}

  /** It must wait until this opens. */
  record Closed(Gate gate) implements Outcome {}

  /** It becomes a dead letter. */
  record Dead(FailedRecord failed) implements Outcome {}

  /** The consumer must not go past it. */
  record Fatal(EventBusException failure) implements Outcome {}
}
