package io.eventbus.consume;

import java.time.Instant;

/** Where a consumer stands in its life, and since when. One thread writes, all may read. */
final class ConsumerStage {

  private record Stage(ConsumerState state, Instant since) {}

  private volatile Stage stage = new Stage(ConsumerState.STARTING, Instant.now());

  ConsumerState state() {
    return stage.state();
  }

  Instant since() {
    return stage.since();
  }

  boolean is(ConsumerState state) {
    return stage.state() == state;
  }

  /** Notes where it stands; {@code false} if it stood there before. */
  boolean enter(ConsumerState state) {
    if (is(state)) {
      return false;
    }
    stage = new Stage(state, Instant.now());
    return true;
  }
}
