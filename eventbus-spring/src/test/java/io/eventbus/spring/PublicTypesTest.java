package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Users name three types; the rest is found by Spring. */
class PublicTypesTest {

  private static final Path CLASSES = Path.of("target", "classes", "io", "eventbus", "spring");

  private static Class<?> load(Path file) {
    try {
      var name = file.getFileName().toString().replace(".class", "");
      return Class.forName("io.eventbus.spring." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void areThoseThatUsersName() throws IOException {
    try (var files = Files.list(CLASSES)) {
      var types =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.endsWith("package-info.class"))
              .map(PublicTypesTest::load)
              .toList();

      assertThat(types).hasSizeGreaterThan(20);
      assertThat(types)
          .filteredOn(type -> Modifier.isPublic(type.getModifiers()))
          .containsExactlyInAnyOrder(
              OnEvent.class, EventBusCustomizer.class, EventConsumerCustomizer.class);
    }
  }
}
