package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.Progress;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.deadletter.Redrive;
import io.eventbus.deadletter.RedriveReport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a redrive, tells how far it is, and ends it in order when the process is interrupted. */
final class RedriveRunner {

  private static final long PATIENCE_SECONDS = 10;

  private final Terminal terminal;

  RedriveRunner(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs it.
   *
   * @param teller is told how it went, also before an interrupted process ends
   */
  RedriveReport run(Redrive redrive, Consumer<RedriveReport> teller) throws InterruptedException {
    var ended = new CountDownLatch(1);
    var interrupted = new Thread(() -> stop(redrive, ended), "eventbus-redrive-stop");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      var report = run(redrive);
      teller.accept(report);
      return report;
    } finally {
      ended.countDown();
      remove(interrupted);
    }
  }

  private RedriveReport run(Redrive redrive) throws InterruptedException {
    try (var progress = new Progress(terminal, "sent")) {
      return redrive.run(
          each -> progress.at(Math.addExact(each.sent(), each.failed()), each.total()));
    }
  }

  private void stop(Redrive redrive, CountDownLatch ended) {
    redrive.stop();
    try {
      if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        terminal.say("stopped; run it again to go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends, and has run it.
    }
  }
}
