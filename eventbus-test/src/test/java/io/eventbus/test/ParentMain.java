package io.eventbus.test;

import java.io.IOException;

/**
 * A JVM that starts a broker and never closes it: it tells the broker's process and folder, and
 * waits to be killed.
 */
final class ParentMain {

  private ParentMain() {}

  public static void main(String[] args) throws IOException {
    var kafka = EmbeddedKafka.builder().start();
    long pid = ((EmbeddedBroker) kafka.broker(1)).pid();
    System.out.println("broker " + pid + " " + kafka.logs().get(0).resolve("../..").normalize());
    if (args.length > 0) {
      System.exit(0);
    }
    System.in.read();
  }
}
