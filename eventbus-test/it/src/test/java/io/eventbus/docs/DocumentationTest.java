package io.eventbus.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every block of Java or properties of the pages stands in a source that is compiled and run.
 * Before a block the page names the file and the region: {@code <!-- code: path#region -->}. In the
 * source a region goes from {@code // docs:region} to {@code // docs:end}; a comment of properties
 * begins with {@code #} instead.
 */
class DocumentationTest {

  private static final Path ROOT = root();
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- code: (\\S+)#(\\S+) -->\\n)?```(?:java|properties)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @TestFactory
  Stream<DynamicTest> codeBlocksStandInTheSources() throws IOException {
    return pages().flatMap(page -> blocksOf(page).stream());
  }

  private static List<DynamicTest> blocksOf(Path page) {
    var tests = new ArrayList<DynamicTest>();
    var blocks = BLOCK.matcher(read(page));
    while (blocks.find()) {
      var file = blocks.group(1);
      var region = blocks.group(2);
      var code = blocks.group(3);
      tests.add(
          DynamicTest.dynamicTest(
              ROOT.relativize(page) + ": " + region,
              () -> {
                assertThat(file).as("a source is named before the block\n" + code).isNotNull();
                assertThat(code).isEqualTo(region(ROOT.resolve(file), region));
              }));
    }
    return tests;
  }

  @Test
  void seesThePagesAndTheirBlocks() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(4);
    assertThat(codeBlocksStandInTheSources()).hasSizeGreaterThan(5);
  }

  @TestFactory
  Stream<DynamicTest> linksBetweenPagesLeadSomewhere() throws IOException {
    return pages()
        .flatMap(
            page ->
                LINK.matcher(read(page))
                    .results()
                    .map(
                        link ->
                            DynamicTest.dynamicTest(
                                ROOT.relativize(page) + ": " + link.group(1),
                                () -> assertThat(page.resolveSibling(link.group(1))).exists())));
  }

  private static Stream<Path> pages() throws IOException {
    try (var docs = Files.list(ROOT.resolve("docs"))) {
      var pages = new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md")).toList());
      pages.add(ROOT.resolve("README.md"));
      pages.add(ROOT.resolve("CHANGELOG.md"));
      return pages.stream().sorted();
    }
  }

  private static String region(Path source, String name) {
    var lines = read(source).lines().toList();
    int start = indexOf(lines, "docs:" + name, 0);
    int end = indexOf(lines, "docs:end", start);
    var region = lines.subList(start + 1, end);
    int indent =
        region.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    var code =
        region.stream()
            .map(line -> line.isBlank() ? "" : line.substring(indent))
            .collect(joining("\n"));
    return code.stripTrailing() + "\n";
  }

  private static int indexOf(List<String> lines, String marker, int from) {
    for (int i = from; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.equals("// " + marker) || line.equals("# " + marker)) {
        return i;
      }
    }
    throw new AssertionError("no line " + marker);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
