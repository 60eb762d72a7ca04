package io.eventbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JVM of tests ends as soon as they do, and what was started for them ends with it. */
@Timeout(120)
class EndOfTestsIT {

  @Test
  void leavesNoBrokerAndWaitsForNothing() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ChildTests.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> said;
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      var broker = awaitBroker(out);
      long begin = System.nanoTime();
      said = out.lines().toList(); // to its end, that is that of the JVM
      var took = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(took).isLessThan(Duration.ofSeconds(20));
      await().atMost(Duration.ofSeconds(20)).until(() -> !broker.isAlive());
    } finally {
      process.destroyForcibly();
    }
    assertThat(said).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
  }

  private static ProcessHandle awaitBroker(BufferedReader out) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      System.out.println("  child: " + line);
      if (line.startsWith(ChildTests.BROKER)) {
        long pid = Long.parseLong(line.substring(ChildTests.BROKER.length()));
        return ProcessHandle.of(pid).orElseThrow();
      }
    }
    throw new AssertionError("the tests of the child did not succeed");
  }
}
