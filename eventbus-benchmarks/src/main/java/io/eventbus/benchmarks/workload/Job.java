package io.eventbus.benchmarks.workload;

import java.util.List;

/**
 * What a JVM is started for. Immutable.
 *
 * @param workload a name known to {@link Workloads}
 * @param contender a name known to {@link io.eventbus.benchmarks.contender.Contenders}, or that of
 *     an application to be started
 * @param servers where the broker is
 * @param topic filled already where the workload only consumes
 * @param events how many, as the workload understands it
 * @param concurrency how many handlers may run at once
 * @param seconds how long it goes on, where the workload has no other end
 */
public record Job(
    String workload,
    String contender,
    String servers,
    String topic,
    long events,
    int concurrency,
    int seconds) {

  /** As arguments of a program. */
  public List<String> arguments() {
    return List.of(
        workload,
        contender,
        servers,
        topic,
        Long.toString(events),
        Integer.toString(concurrency),
        Integer.toString(seconds));
  }

  static Job parse(String[] arguments) {
    if (arguments.length != 7) {
      throw new IllegalArgumentException("7 arguments expected but there are " + arguments.length);
    }
    return new Job(
        arguments[0],
        arguments[1],
        arguments[2],
        arguments[3],
        Long.parseLong(arguments[4]),
        Integer.parseInt(arguments[5]),
        Integer.parseInt(arguments[6]));
  }
}
