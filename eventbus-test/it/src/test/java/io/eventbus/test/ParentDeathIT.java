package io.eventbus.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class ParentDeathIT {

  @Test
  void diesWithItsParent() throws Exception {
    Process parent = start();
    try {
      var broker = Broker.of(parent);
      assertThat(broker.isAlive()).isTrue();

      parent.destroyForcibly();

      broker.assertGone();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void endsWithAParentThatForgetsToCloseIt() throws Exception {
    Process parent = start("exit");
    try {
      var broker = Broker.of(parent);

      assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();

      broker.assertGone();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void endsAfterTheShutdownHooksWhereTheWholeJvmSharesIt() throws Exception {
    Process parent = start("exit", "shared");
    try {
      var out = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8));
      var broker = Broker.of(out);

      assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(out.lines()).contains("alive");
      broker.assertGone();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static Process start(String... args) throws IOException {
    // Without Testcontainers, which most users do not have either.
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("testcontainers"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath, ParentMain.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private record Broker(long pid, Path folder) {

    static Broker of(Process parent) {
      return of(new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8)));
    }

    static Broker of(BufferedReader out) {
      String line =
          out.lines().filter(text -> text.startsWith("broker ")).findFirst().orElseThrow();
      List<String> words = List.of(line.split(" ", 3));
      return new Broker(Long.parseLong(words.get(1)), Path.of(words.get(2)));
    }

    boolean isAlive() {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    void assertGone() {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(isAlive()).isFalse();
                assertThat(folder).doesNotExist();
              });
    }
  }
}
