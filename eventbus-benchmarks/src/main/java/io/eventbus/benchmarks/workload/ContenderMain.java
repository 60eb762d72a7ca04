package io.eventbus.benchmarks.workload;

import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Runs one workload with one contender and prints what it measured as a line of JSON. */
public final class ContenderMain {

  /** What the line begins with. */
  public static final String RESULT = "RESULT ";

  private ContenderMain() {}

  /** Takes the arguments that a {@link Job} makes. */
  public static void main(String[] args) {
    endWithParent();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> fail(failure));
    try {
      var job = Job.parse(args);
      var metrics = Workloads.of(job.workload()).run(job);
      System.out.println(RESULT + JsonMapper.builder().build().writeValueAsString(metrics));
      System.exit(0);
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Also of a contender's own thread, whose end would otherwise be waited for in vain. */
  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /** The parent holds the other end of the standard input, also when it is killed. */
  private static void endWithParent() {
    var watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(2);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
