package io.eventbus.spring.test;

import io.eventbus.test.publish.RecordingPublisher;

/**
 * The tests that use a recorder at this moment. The first of them finds it empty; one that begins
 * while another runs leaves it as it is, since the other may be counting on what is there.
 */
final class RunningTests {

  private final RecordingPublisher publisher;
  private int running;

  RunningTests(RecordingPublisher publisher) {
    this.publisher = publisher;
  }

  synchronized void begin() {
    if (running++ == 0) {
      publisher.clear();
    }
  }

  synchronized void end() {
    running--;
  }
}
