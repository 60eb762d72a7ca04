package io.eventbus.benchmarks.workload;

import java.util.List;

/**
 * What a JVM is started for. Immutable.
 *
 * @param workload a name known to {@link Workloads}
 * @param contender a name known to {@link io.eventbus.benchmarks.contender.Contenders}
 * @param servers where the broker is
 * @param topic filled already where the workload only consumes
 * @param events how many, as the workload understands it
 * @param concurrency how many handlers may run at once
 */
public record Job(
    String workload, String contender, String servers, String topic, long events, int concurrency) {

  /** As arguments of a program. */
  public List<String> arguments() {
    return List.of(
        workload, contender, servers, topic, Long.toString(events), Integer.toString(concurrency));
  }

  static Job parse(String[] arguments) {
    if (arguments.length != 6) {
      throw new IllegalArgumentException("6 arguments expected but there are " + arguments.length);
    }
    return new Job(
        arguments[0],
        arguments[1],
        arguments[2],
        arguments[3],
        Long.parseLong(arguments[4]),
        Integer.parseInt(arguments[5]));
  }
}
