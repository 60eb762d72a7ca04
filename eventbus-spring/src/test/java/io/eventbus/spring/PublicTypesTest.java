package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.spring.test.AutoConfigureEventBus;
import io.eventbus.spring.test.EventBusTest;
import io.eventbus.spring.test.TestBus;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Users name three types, and three in tests; the rest is found by Spring. */
class PublicTypesTest {

  private static final Path CLASSES = Path.of("target", "classes", "io", "eventbus", "spring");

  private static Class<?> load(Path file) {
    try {
      var name = CLASSES.relativize(file).toString().replace(".class", "");
      return Class.forName("io.eventbus.spring." + name.replace(File.separatorChar, '.'));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void areThoseThatUsersName() throws IOException {
    try (var files = Files.walk(CLASSES)) {
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
              OnEvent.class,
              EventBusCustomizer.class,
              EventConsumerCustomizer.class,
              AutoConfigureEventBus.class,
              EventBusTest.class,
              TestBus.class);
    }
  }
}
