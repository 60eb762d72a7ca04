package io.eventbus.examples.school;

import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Starts the school, plays all scenarios and prints a table of them. Stays up until it is
 * interrupted; with the system property {@code demo.once=true} it ends instead, with status 0 if
 * every step held and 1 if one did not. The property {@code demo.teachers} says how many come in
 * bulk.
 */
public final class SchoolDemo {

  private SchoolDemo() {}

  /** Runs the demo. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, Boolean.getBoolean("demo.once")));
  }

  private static int run(PrintStream out, boolean once) throws InterruptedException {
    long start = System.nanoTime();
    out.printf("%nStarting a Kafka broker and the %s …%n", services());
    try (var school = School.open();
        var page = Showcase.open(school)) {
      Runtime.getRuntime().addShutdownHook(new Thread(school::close, "school-close"));
      out.printf("They are up after %d ms.%n", (System.nanoTime() - start) / 1_000_000);
      out.printf("Watch them at %s%n", page.uri());
      page.hold("The demo plays its scenarios: watch. Its buttons can be pressed in a moment.");
      int status = play(school, out);
      if (once) {
        return status;
      }
      page.release();
      printHints(school, page.uri(), out);
      new CountDownLatch(1).await();
      return status;
    } catch (RuntimeException e) {
      out.printf("%nThe school did not start: %s%n", e);
      return 1;
    }
  }

  private static String services() {
    return Arrays.stream(SchoolService.values())
        .map(SchoolService::displayName)
        .collect(Collectors.joining(", "));
  }

  static int play(School school, PrintStream out) {
    var client = new SchoolClient(school);
    try (var wire = new Wire(school.kafka().bootstrapServers())) {
      return new Play(out).perform(Programme.of(scenarios(school, client, wire), school.kafka()));
    }
  }

  private static List<Scenario> scenarios(School school, SchoolClient client, Wire wire) {
    return List.of(
        new TeacherScenario(client, wire),
        new CertificateScenario(school, client, wire),
        new ContentScenario(client, wire),
        new NotificationScenario(school, client, wire),
        new CourseScenario(client, wire),
        new Bulk(school, client, Integer.getInteger("demo.teachers", 500)),
        new Latency(client),
        new Outages(school, client));
  }

  private static void printHints(School school, URI page, PrintStream out) {
    out.printf("%nThe page              %s%n%n", page);
    for (var name : SchoolService.values()) {
      out.printf("%-21s %s%n", name.displayName(), school.service(name).uri());
    }
    out.printf(
        """
        issuer                %1$s
        Kafka broker          %2$s

        Try it:
          curl -i %3$s/api/v1/teachers -H 'content-type: application/json' \\
            -d '{"tenantId":"7a0c5c1e-55a1-4f0e-9a57-0a2f6a1d3b11","phoneNumber":"+420601000010",\
        "fullName":"Emmy Noether","email":"emmy@school.example"}'
          curl '%4$s/api/v1/users?phone=%%2B420601000010'

        Ctrl-C ends it.
        """,
        school.issuer(),
        school.kafka().bootstrapServers(),
        school.service(SchoolService.TEACHERS).uri(),
        school.service(SchoolService.IDENTITY).uri());
  }
}
