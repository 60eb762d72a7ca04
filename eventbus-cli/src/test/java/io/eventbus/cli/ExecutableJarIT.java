package io.eventbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is shipped, in a process of its own. */
@WithKafka
class ExecutableJarIT {

  private static final String JAR = System.getProperty("cli.jar");

  private static final String SECRET = "canary-7c1f";

  private final Path folder;
  private final KafkaCluster kafka;

  ExecutableJarIT(@TempDir Path folder, KafkaCluster kafka) {
    this.folder = folder;
    this.kafka = kafka;
  }

  private Session.Result run(String... args) throws Exception {
    var command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-jar", JAR));
    command.addAll(List.of(args));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder = new ProcessBuilder(command);
    builder.environment().put("KAFKA_SASL_PASSWORD", SECRET);
    var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Session.Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void tellsItsVersion() throws Exception {
    var result = run("--version");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).matches("eventbus \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }

  @Test
  void talksToABrokerWithoutAWordOfTheClients() throws Exception {
    var topic = "jar-" + UUID.randomUUID();
    kafka.createTopic(topic, 1);
    var server = kafka.bootstrapServers();

    var sent =
        run("publish", "-b", server, "-t", topic, "--type", "t", "--id", "i", "{}", "--json");

    assertThat(sent)
        .isEqualTo(
            new Session.Result(
                0,
                "{\"id\":\"i\",\"type\":\"t\",\"topic\":\""
                    + topic
                    + "\",\"partition\":0,\"offset\":0}\n",
                ""));
  }

  @Test
  void hasTheDriversOfAllDatabases() throws Exception {
    var url = "jdbc:h2:" + folder.resolve("db");
    var database = new JdbcDataSource();
    database.setURL(url);
    database.setUser("sa");
    JdbcSchema.create(database);

    var status = run("outbox", "status", "--jdbc-url", url, "--jdbc-username", "sa", "--json");

    assertThat(status.err()).isEmpty();
    assertThat(status.out()).startsWith("{\"outbox\":\"eventbus_outbox\",\"waiting\":0,");
    try (var jar = new JarFile(JAR)) {
      var drivers =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver")).readAllBytes(),
              UTF_8);
      assertThat(drivers)
          .contains("org.h2.Driver", "org.mariadb.jdbc.Driver", "org.postgresql.Driver");
    }
  }

  @Test
  void hidesThePasswordAlsoInWhatTheClientsLog() throws Exception {
    var result =
        run(
            "topics",
            "-b",
            "localhost:1",
            "--timeout",
            "1",
            "--verbose",
            "--sasl-mechanism",
            "plain",
            "--sasl-username",
            "u");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("AdminClientConfig", "    at io.eventbus")
        .doesNotContain(SECRET);
  }

  @Test
  void endsWithTheExitCodeOfTheCommand() throws Exception {
    assertThat(run("topics", "--nonsense").code()).isEqualTo(2);
    var away = run("topics", "-b", "localhost:1", "--timeout", "1");
    assertThat(away.code()).isEqualTo(1);
    assertThat(away.err().lines()).hasSize(1);
  }
}
