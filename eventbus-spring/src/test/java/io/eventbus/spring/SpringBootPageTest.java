package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** The table of properties is that of the metadata that tools show. */
class SpringBootPageTest {

  private static final Path PAGE = Path.of("..", "docs", "spring-boot.md");
  private static final Path METADATA =
      Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(?:eventbus|management)\\.[^|]*\\|[^|]*\\|[^|]*\\|$");

  private static List<?> properties() throws IOException {
    var metadata = JsonParserFactory.getJsonParser().parseMap(Files.readString(METADATA));
    return (List<?>) metadata.get("properties");
  }

  private static String row(Map<?, ?> property) {
    var value = property.get("defaultValue");
    return "| `%s` | %s | %s |"
        .formatted(
            property.get("name"),
            value == null ? "" : "`" + value + "`",
            property.get("description"));
  }

  @Test
  void hasEachPropertyWithItsDefaultAndMeaning() throws IOException {
    var expected = new ArrayList<String>();
    for (var property : properties()) {
      expected.add(row((Map<?, ?>) property));
    }

    var rows = ROW.matcher(Files.readString(PAGE)).results().map(match -> match.group()).toList();

    assertThat(rows).hasSizeGreaterThan(40).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void eachPropertyHasADescriptionThatIsASentence() throws IOException {
    assertThat(properties())
        .allSatisfy(
            property ->
                assertThat(String.valueOf(((Map<?, ?>) property).get("description")))
                    .matches("(?s)[A-Z'].*\\."));
  }
}
