package io.eventbus.benchmarks.start;

import java.io.IOException;
import org.springframework.boot.SpringApplication;

/** Starts an application, says when it is ready, and ends with the process that waits for that. */
final class Started {

  private Started() {}

  static void run(Class<?> application, String[] arguments) throws IOException {
    SpringApplication.run(application, arguments);
    System.out.println(StartApplication.READY);
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0); // its end is not what is measured
  }
}
