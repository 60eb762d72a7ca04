package io.eventbus.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The script that makes the databases, and the services that use them, tell the same. */
class DatabasesTest {

  private static final Pattern DATABASE = Pattern.compile("(?m)^database (\\w+) \"\\$(\\w+)\"$");

  private final ComposeFile compose = ComposeFile.readWithVariables();

  @Test
  void eachServiceHasOneOfItsOwn() {
    assertThat(databases())
        .map(database -> database.group(1) + "-service")
        .containsExactlyInAnyOrderElementsOf(Examples.services());
  }

  @TestFactory
  Stream<DynamicTest> isReachedByItsRoleWithTheSamePassword() {
    return databases()
        .map(database -> DynamicTest.dynamicTest(database.group(1), () -> check(database)));
  }

  private void check(MatchResult database) {
    var name = database.group(1);
    var service = compose.service(name + "-service");
    var yml = KnownSettings.of(service).yml();
    var postgres = compose.service("postgres").environment();

    assertThat(service.environment())
        .containsValue("jdbc:postgresql://postgres:5432/" + name)
        .containsValue(postgres.get(database.group(2)));
    assertThat(
            service
                .environment()
                .getOrDefault("DATABASE_USER", yml.get("spring.datasource.username")))
        .isEqualTo(name);
    assertThat(service.dependencies()).containsEntry("postgres", "service_healthy");
  }

  private Stream<MatchResult> databases() {
    return compose.service("postgres").mounts().stream()
        .filter(mount -> mount.target().startsWith("/docker-entrypoint-initdb.d/"))
        .flatMap(mount -> Examples.all(DATABASE, mount.file()).stream());
  }
}
