package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doublesUpToItsBoundAndBeginsAnew() {
    var backoff = new Backoff(10, 35);
    assertThat(Stream.generate(backoff::next).limit(4)).containsExactly(10L, 20L, 35L, 35L);

    backoff.reset();
    assertThat(backoff.next()).isEqualTo(10);
    assertThat(new Backoff(10, 5).next()).isEqualTo(5);
  }
}
