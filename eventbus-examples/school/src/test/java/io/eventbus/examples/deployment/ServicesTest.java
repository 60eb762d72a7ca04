package io.eventbus.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the Compose file says of the services is what their modules say. */
class ServicesTest {

  private static final int SECONDS_FOR_REQUESTS = 30;
  private static final Path POM = Examples.FOLDER.resolve("pom.xml");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+?)</artifactId>");
  private static final Pattern VERSION = Pattern.compile("<version>(.+?)</version>");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void allServicesOfTheSchoolAreThere() {
    var programs =
        compose.services().values().stream()
            .filter(ComposeService::isOurs)
            .map(ComposeService::name)
            .filter(name -> !name.equals("certificate-issuer"));

    assertThat(programs).containsExactlyInAnyOrderElementsOf(Examples.services());
  }

  @TestFactory
  Stream<DynamicTest> runsTheImageThatItsModuleBuilds() {
    assertThat(Examples.read(POM))
        .contains("<image>${image.prefix}${project.artifactId}:${project.version}</image>");
    return each(
        service -> {
          var pom = Examples.FOLDER.resolve(service.name()).resolve("pom.xml");
          // The first artifact and the first version are those of the parent.
          var artifact = Examples.all(ARTIFACT, pom).get(1).group(1);
          var version = Examples.all(VERSION, pom).get(0).group(1);
          assertThat(service.image()).isEqualTo(artifact + ":" + version);
          assertThat(Examples.read(pom)).doesNotContain("<jib.skip>");
        });
  }

  @Test
  void theIssuerIsAnotherProgramOfTheSameImage() {
    var issuer = compose.service("certificate-issuer");
    var program = last(Examples.list(issuer.settings().get("entrypoint")));
    var sources = Examples.FOLDER.resolve("certificate-service/src/main/java");

    assertThat(issuer.image()).isEqualTo(compose.service("certificate-service").image());
    assertThat(Examples.read(sources.resolve(program.replace('.', '/') + ".java")))
        .contains("public static void main(");
  }

  @TestFactory
  Stream<DynamicTest> isPublishedAndAskedWhereItListens() {
    return each(
        service -> {
          var port =
              service
                  .environment()
                  .getOrDefault("PORT", KnownSettings.of(service).yml().get("server.port"));
          assertThat(service.ports()).singleElement().hasFieldOrPropertyWithValue("target", port);
          assertThat(last(service.healthCheck())).startsWith("http://localhost:" + port + "/");
        });
  }

  @Test
  void whatListensToItsOwnMachineByDefaultListensToTheOtherContainers() {
    for (var name : List.of("certificate-service", "certificate-issuer")) {
      assertThat(compose.service(name).environment()).containsEntry("HOST", "0.0.0.0");
    }
  }

  @TestFactory
  Stream<DynamicTest> isGivenNoVariableThatItDoesNotKnow() {
    return each(
        service ->
            assertThat(service.environment().keySet())
                .isNotEmpty()
                .isSubsetOf(KnownSettings.of(service).variables()));
  }

  @TestFactory
  Stream<DynamicTest> hasTimeToEndItsRequestsAndThenItsBus() {
    return each(
        service -> {
          var yml = KnownSettings.of(service).yml();
          // The one without Spring takes less, by its code.
          int bus = yml.isEmpty() ? 0 : seconds(yml.getOrDefault("eventbus.close-timeout", "30s"));
          assertThat(seconds(String.valueOf(service.settings().get("stop_grace_period"))))
              .isGreaterThanOrEqualTo(SECONDS_FOR_REQUESTS + bus);
        });
  }

  private static int seconds(String text) {
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  @Test
  void wouldSeeAVariableThatNobodyKnows() {
    assertThat(KnownSettings.of(compose.service("teacher-service")).variables())
        .contains("EVENTBUS_BOOTSTRAPSERVERS", "SPRING_PROFILES_ACTIVE", "SERVER_PORT")
        .doesNotContain("EVENTBUS_BOOTSTRAP", "ISSUER_URL");
  }

  private Stream<DynamicTest> each(Consumer<ComposeService> check) {
    return Examples.services().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check.accept(compose.service(name))));
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }
}
