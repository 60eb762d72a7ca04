package io.eventbus.examples.deployment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.deployment.ComposeService.Mount;
import io.eventbus.examples.deployment.ComposeService.Port;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for each service of the Compose file, and what a schema cannot tell. */
class ComposeFileTest {

  private static final Pattern ANY_VARIABLE = Pattern.compile("\\$\\{?\\w+");
  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|KEY)$");

  private final ComposeFile compose = ComposeFile.read();

  @TestFactory
  Stream<DynamicTest> tellsWhenItIsWell() {
    return each(service -> assertThat(service.healthCheck()).first().isEqualTo("CMD"));
  }

  @TestFactory
  Stream<DynamicTest> comesBackAndKeepsToItsMemory() {
    return each(
        service -> {
          assertThat(service.settings()).containsEntry("restart", "unless-stopped");
          assertThat(service.settings()).containsKey("mem_limit");
          assertThat(service.settings())
              .extractingByKey("security_opt")
              .asString()
              .contains("no-new-privileges");
        });
  }

  @TestFactory
  Stream<DynamicTest> waitsForServicesThatAreThere() {
    return each(
        service ->
            service
                .dependencies()
                .forEach(
                    (name, condition) -> {
                      var dependency = compose.service(name);
                      if (condition.equals("service_healthy")) {
                        assertThat(dependency.healthCheck()).isNotEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> hasAnImageOfOneVersion() {
    return each(
        service -> {
          assertThat(service.image()).matches("[a-z0-9/-]+:v?\\d+\\.\\d+.*");
          assertThat(service.settings().get("pull_policy"))
              .isEqualTo(service.isOurs() ? "never" : null);
        });
  }

  @TestFactory
  Stream<DynamicTest> mountsFilesThatAreThere() {
    return each(
        service ->
            assertThat(service.mounts())
                .filteredOn(Mount::isFile)
                .allSatisfy(mount -> assertThat(mount.file()).isRegularFile()));
  }

  @Test
  void eachVolumeIsOfOneServiceAndDeclared() {
    var volumes =
        compose.services().values().stream()
            .flatMap(service -> service.mounts().stream())
            .filter(mount -> !mount.isFile())
            .map(Mount::source);

    assertThat(volumes)
        .containsExactlyInAnyOrderElementsOf(
            Examples.map(compose.content().get("volumes")).keySet());
  }

  @Test
  void portsArePublishedOnceAndOnThisMachineOnly() {
    var ports =
        compose.services().values().stream().flatMap(service -> service.ports().stream()).toList();

    assertThat(ports).isNotEmpty().extracting(Port::address).containsOnly("127.0.0.1");
    assertThat(ports).extracting(Port::published).doesNotHaveDuplicates();
  }

  @Test
  void eachVariableHasADefault() {
    var written = Examples.all(ANY_VARIABLE, ComposeFile.PATH);

    assertThat(Examples.all(ComposeFile.VARIABLE, ComposeFile.PATH)).hasSameSizeAs(written);
  }

  @Test
  void secretsAreVariablesWhoseDefaultsSayWhatTheyAreFor() {
    var secrets =
        ComposeFile.readWithVariables().services().values().stream()
            .flatMap(service -> service.environment().entrySet().stream())
            .filter(variable -> SECRET.matcher(variable.getKey()).matches())
            .map(variable -> ComposeFile.VARIABLE.matcher(variable.getValue()))
            .map(secret -> secret.matches() ? secret.group(2) : "plain text")
            .collect(toSet());

    assertThat(secrets).containsExactlyInAnyOrder("development-only", "");
  }

  private Stream<DynamicTest> each(Consumer<ComposeService> check) {
    assertThat(compose.services()).hasSizeGreaterThan(8);
    return compose.services().values().stream()
        .map(service -> DynamicTest.dynamicTest(service.name(), () -> check.accept(service)));
  }
}
