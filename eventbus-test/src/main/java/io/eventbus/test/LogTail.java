package io.eventbus.test;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a broker's log, for error messages: the file itself goes with the cluster. */
final class LogTail {

  private static final int BYTES = 8 * 1024;

  private LogTail() {}

  static String describe(BrokerProcess broker) {
    return "The log of broker " + broker.id() + " ends with:\n" + read(broker.log());
  }

  private static String read(Path log) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - BYTES);
      var bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(not readable: " + e.getMessage() + ")";
    }
  }
}
