package io.eventbus.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.EventBusConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of the page about configuration has the names that the code knows, and no others. */
class ConfigurationPageTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)`[^|]*\\| `(eventbus\\.[a-z.-]+)` \\|");

  @Test
  void hasAllPropertiesThatThereAre() throws IOException {
    var properties = rows(2);

    assertThat(properties).hasSizeGreaterThan(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromProperties(Map.of("eventbus.unknown", "x")))
        .satisfies(
            e -> {
              var known =
                  Pattern.compile("eventbus\\.[a-z.-]+[a-z]")
                      .matcher(e.getMessage().substring(e.getMessage().indexOf('[')))
                      .results()
                      .map(match -> match.group())
                      .filter(name -> !name.equals("eventbus.client"))
                      .toList();
              assertThat(properties).containsExactlyInAnyOrderElementsOf(known);
            });
  }

  @Test
  void eachVariableIsLookedAt() throws IOException {
    var checked =
        rows(1).stream()
            .filter(name -> !name.matches(".*(BROKERS|GROUP_ID|USERNAME|PASSWORD)"))
            .toList();

    assertThat(checked)
        .allSatisfy(
            name ->
                assertThatCode(
                        () ->
                            EventBusConfig.fromVariables(
                                Map.of(
                                    name,
                                    "not/ allowed",
                                    "KAFKA_SASL_USERNAME",
                                    "u",
                                    "KAFKA_SASL_PASSWORD",
                                    "p")))
                    .hasMessageContaining(name + " is 'not/ allowed'"));
  }

  private static List<String> rows(int column) throws IOException {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/configuration.md"))) {
      folder = folder.getParent();
    }
    return ROW.matcher(Files.readString(folder.resolve("docs/configuration.md")))
        .results()
        .map(row -> row.group(column))
        .toList();
  }
}
