package io.eventbus.examples.school;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the school, plays the scenario and prints each step with its time. Stays up until it is
 * interrupted; with the system property {@code demo.once=true} it ends instead, with status 0 if
 * every step held and 1 if one did not.
 */
public final class SchoolDemo {

  private SchoolDemo() {}

  /** Runs the demo. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, Boolean.getBoolean("demo.once")));
  }

  private static int run(PrintStream out, boolean once) throws InterruptedException {
    long start = System.nanoTime();
    out.printf("%nStarting a Kafka broker and the teacher, identity and student services …%n");
    try (var school = School.open()) {
      Runtime.getRuntime().addShutdownHook(new Thread(school::close, "school-close"));
      out.printf("They are up after %d ms.%n%n", (System.nanoTime() - start) / 1_000_000);
      int status = play(school, out);
      if (once) {
        return status;
      }
      printHints(school, out);
      new CountDownLatch(1).await();
      return status;
    } catch (RuntimeException e) {
      out.printf("%nThe school did not start: %s%n", e);
      return 1;
    }
  }

  static int play(School school, PrintStream out) {
    var client = new SchoolClient(school);
    try (var wire = new Wire(school.kafka().bootstrapServers())) {
      var steps = new ArrayList<>(new Scenario(client, wire).steps());
      steps.addAll(new Latency(client).steps());
      steps.addAll(new Outages(school, client).steps());
      return new Play(out).perform(steps);
    }
  }

  private static void printHints(School school, PrintStream out) {
    out.printf(
        """

        teacher service   %s
        identity service  %s
        student service   %s
        Kafka broker      %s

        Try it:
          curl -i %s/api/v1/teachers -H 'content-type: application/json' \\
            -d '{"tenantId":"7a0c5c1e-55a1-4f0e-9a57-0a2f6a1d3b11","phoneNumber":"+420601000010",\
        "fullName":"Emmy Noether","email":"emmy@school.example"}'
          curl '%s/api/v1/users?phone=%%2B420601000010'

        Ctrl-C ends it.
        """,
        school.teachers().uri(),
        school.identity().uri(),
        school.students().uri(),
        school.kafka().bootstrapServers(),
        school.teachers().uri(),
        school.identity().uri());
  }
}
