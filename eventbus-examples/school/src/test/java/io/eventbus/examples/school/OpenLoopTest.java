package io.eventbus.examples.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventbus.examples.school.OpenLoop.Times;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenLoopTest {

  @Test
  @Timeout(30)
  void goesOnWhileWhatCameBeforeIsNotDone() throws Exception {
    var last = new CountDownLatch(1);

    var times =
        OpenLoop.run(
            100,
            10,
            i ->
                () -> {
                  if (i == 9) {
                    last.countDown();
                  }
                  last.await();
                  return i;
                });

    assertThat(times.nanos()).hasSize(10).isSorted();
    assertThat(times.percentile(100)).isGreaterThanOrEqualTo(80);
  }

  @Test
  void failsWithWhatOneThrows() {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(
            () ->
                OpenLoop.run(
                    100,
                    1,
                    i ->
                        () -> {
                          throw new AssertionError("no user");
                        }))
        .withMessageContaining("no user");
  }

  @Test
  void aPercentileIsTheTimeThatSoManyDidNotExceed() {
    var times =
        new Times(LongStream.rangeClosed(1, 200).map(ms -> ms * 1_000_000).boxed().toList());

    assertThat(times.percentile(50)).isEqualTo(100);
    assertThat(times.percentile(99)).isEqualTo(198);
    assertThat(times.percentile(100)).isEqualTo(200);
    assertThat(new Times(List.of(5_000_000L)).percentile(1)).isEqualTo(5);
  }
}
