package io.eventbus.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  @Test
  void whileTheBusIsSwitchedOffThereAreNone() throws Exception {
    try (var bus = EventBus.builder().source("s").enabled(false).build()) {
      var letters = bus.deadLetters("g").withTopics(List.of("t-dlt"));
      var all = DeadLetterFilter.all();

      assertThat(letters.topics()).isEmpty();
      assertThat(letters.list(all, 1)).isEmpty();
      assertThat(letters.count(all)).isZero();
      assertThat(letters.count(all, Grouping.TYPE)).isEmpty();
      assertThat(letters.find(new LetterId("t-dlt", 0, 0))).isEmpty();
      assertThat(letters.acts()).isEmpty();
      assertThat(letters.discard(all, "ada", "none")).isZero();
      var redrive = letters.redrive(all, RedriveOptions.defaults("ada"));
      assertThat(redrive.plan()).isEqualTo(new RedrivePlan(0, Map.of(), 0, 0, 0));
      assertThat(redrive.run().sent()).isZero();
    }
  }
}
