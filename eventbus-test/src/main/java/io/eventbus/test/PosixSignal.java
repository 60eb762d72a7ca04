package io.eventbus.test;

import java.io.IOException;

/** Signals that Java has no word for, sent by the system's shell. */
final class PosixSignal {

  private PosixSignal() {}

  static void send(String signal, long pid) {
    int status;
    try {
      // The shell's own kill: a small system may have no other.
      status =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new UnsupportedOperationException(
          "Pausing a broker needs POSIX signals, and this system has no sh to send them", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaClusterException("Interrupted while sending SIG" + signal, e);
    }
    if (status != 0) {
      throw new KafkaClusterException("kill -" + signal + " " + pid + " failed with " + status);
    }
  }
}
