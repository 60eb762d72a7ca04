package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
final class TroubleTest {

  private final Trouble trouble =
      new Trouble(LoggerFactory.getLogger(TroubleTest.class), "the bridge is closed");

  @Test
  void saysOnceThatSomethingDoesNotWorkAndOnceThatItDoesAgain(CapturedOutput output) {
    assertThat(trouble.survives(() -> {})).isTrue();
    assertThat(output.getOut()).doesNotContain("the bridge is closed");

    for (int i = 0; i < 3; i++) {
      assertThat(trouble.survives(TroubleTest::fail)).isFalse();
    }
    assertThat(output.getOut()).containsOnlyOnce("the bridge is closed; it is tried again");
    assertThat(output.getOut()).contains("a storm").doesNotContain("\tat ");

    trouble.survives(() -> {});
    trouble.survives(() -> {});
    assertThat(output.getOut()).containsOnlyOnce("it works again, after this: the bridge");

    trouble.survives(TroubleTest::fail);
    assertThat(output.getOut().split("it is tried again", -1)).hasSize(3);
  }

  @Test
  void isOvercomeByTryingUntilItWorks() {
    var attempts = new AtomicInteger();

    trouble.overcome(
        () -> {
          if (attempts.incrementAndGet() < 3) {
            fail();
          }
        },
        Duration.ofMillis(1),
        new CountDownLatch(1));

    assertThat(attempts).hasValue(3);
  }

  @Test
  void isLeftAloneOnceTheEndHasCome() {
    var attempts = new AtomicInteger();
    var end = new CountDownLatch(1);

    trouble.overcome(
        () -> {
          attempts.incrementAndGet();
          end.countDown();
          fail();
        },
        Duration.ofDays(1),
        end);

    assertThat(attempts).hasValue(1);
  }

  private static void fail() {
    throw new IllegalStateException("a storm");
  }
}
