package io.eventbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  private static final String SECRET = "canary-7c1f";

  private final Session session = new Session();

  static Stream<String> commands() {
    var all = new ArrayList<String>();
    collect(
        Eventbus.commandLine(new Session().terminal(new StringWriter(), new StringWriter())), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<String> all) {
    all.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(each -> collect(each, all));
  }

  private Session.Result run(String line, String... more) {
    var words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
    words.remove("eventbus");
    words.addAll(Arrays.asList(more));
    return session.run(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachHasHelpWithExamplesAndWithoutSecrets(String command) {
    session.with("KAFKA_SASL_PASSWORD", SECRET).with("EVENTBUS_JDBC_PASSWORD", SECRET);

    var help = run(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: " + command)
        .contains("Examples:\n  ")
        .doesNotContain(SECRET, "-password", "DEFAULT-VALUE");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachRefusesWhatItDoesNotKnowInTwoLines(String command) {
    var result = run(command, "--nonsense");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("eventbus: "))
        .contains("Try '" + command + " --help'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventbus", "eventbus outbox", "eventbus dlq"})
  void groupOfCommandsAsksForOneOfThem(String command) {
    var result = run(command);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("eventbus: Missing required subcommand");
  }

  @Test
  void versionIsShown() {
    assertThat(run("--version")).isEqualTo(new Session.Result(0, "eventbus (not packaged)\n", ""));
  }

  @Test
  void completionScriptKnowsTheCommands() {
    var script = run("completion");

    assertThat(script.code()).isZero();
    assertThat(script.out()).contains("complete -F").contains("redrive", "--dry-run");
  }

  @Test
  void missingBrokersAreAskedForWithAllWaysToNameThem() {
    var result = run("topics");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(
            "eventbus: say where the brokers are: --bootstrap-servers host:9092, KAFKA_BROKERS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sasl-password", "--sasl-password="})
  void passwordOnTheCommandLineIsRefusedAndNotRepeated(String option) {
    var result =
        option.endsWith("=")
            ? run("topics -b localhost:1", option + SECRET)
            : run("topics -b localhost:1", option, SECRET);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("KAFKA_SASL_PASSWORD").doesNotContain(SECRET);
  }

  @Test
  void secretClientPropertyOnTheCommandLineIsRefusedAndNotRepeated() {
    var result = run("topics -b localhost:1 -P", "ssl.key.password=" + SECRET);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("eventbus.client.ssl.key.password").doesNotContain(SECRET);
  }

  @Test
  void passwordInTheAddressOfADatabaseIsRefusedAndNotRepeated() {
    var result = run("outbox status -u", "jdbc:postgresql://h/d?password=" + SECRET);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("EVENTBUS_JDBC_PASSWORD").doesNotContain(SECRET);
  }

  @Test
  void failureIsOneLineAndAStackTraceOnlyOnRequest() {
    var plain = run("topics -b localhost:1 --timeout 1");
    var verbose = run("topics -b localhost:1 --timeout 1 --verbose");

    assertThat(plain.code()).isEqualTo(1);
    assertThat(plain.err().lines())
        .singleElement()
        .asString()
        .startsWith("eventbus: no broker answered at localhost:1 within 1 s: check");
    assertThat(verbose.err()).contains("    at io.eventbus.cli", "Caused by: org.apache.kafka");
  }

  @Test
  void nameOfABrokerThatDoesNotResolveIsNamed() {
    assertThat(run("groups -b broker.invalid:9092").err())
        .isEqualTo(
            "eventbus: no name of broker.invalid:9092 can be resolved: check"
                + " --bootstrap-servers\n");
  }

  @Test
  void bodyThatIsNoJsonIsRefusedBeforeAnythingElse() {
    var result = run("publish -b localhost:1 -t t --type x", "{\"a\": canary}");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("eventbus: json cannot be read").doesNotContain("canary");
  }

  @Test
  void resultThatCannotBeWrittenIsAFailure() {
    var full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var err = new StringWriter();

    assertThat(Eventbus.run(session.terminal(full, err), "--version")).isEqualTo(1);

    assertThat(err).hasToString("eventbus: not all could be written to standard output\n");
  }

  @Test
  void argumentThatTheLocaleHasSpoiltIsNotPublished() {
    var result =
        run("eventbus publish -b localhost:1 -t t --type t", "{\"a\":\"m\uFFFD\uFFFDller\"}");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("set LC_ALL=C.UTF-8");
  }

  @Test
  void addressWithoutAPortIsCalledSo() {
    var result = run("eventbus topics -b localhost");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "eventbus: the Kafka clients refuse a setting: Invalid url in bootstrap.servers:"
                + " localhost\n");
  }

  @Test
  void discardWantsAReason() {
    var result = run("eventbus dlq discard -b localhost:1 -g g --because", " ");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("eventbus: say why, for the record: --because\n");
  }
}
