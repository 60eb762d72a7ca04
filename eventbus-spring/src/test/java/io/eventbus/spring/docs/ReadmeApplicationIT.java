package io.eventbus.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The applications that the pages show are made of nothing but their text, and run. */
@WithKafka
@Timeout(120)
class ReadmeApplicationIT {

  private static final Pattern BLOCK =
      Pattern.compile("```(java|properties)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("(?:class|record) (\\w+)");

  /** What an IDE writes above the text of the page. */
  private static final String HEADER =
      """
      package school;

      import io.eventbus.event.*;
      import io.eventbus.spring.*;
      import java.util.*;
      import java.util.concurrent.*;
      import org.springframework.boot.*;
      import org.springframework.boot.autoconfigure.*;
      import org.springframework.stereotype.*;

      """;

  @ParameterizedTest
  @CsvSource({"README.md, ## With Spring Boot", "docs/spring-boot.md, ## Usage"})
  void publishesAndConsumes(String page, String heading, KafkaCluster kafka, @TempDir Path folder)
      throws Exception {
    var classes = write(section(Files.readString(Path.of("..", page)), heading), folder);
    var entries = new ArrayList<>(CompiledApplication.classPath());
    entries.add(classes);
    try (var loader = new URLClassLoader(urls(entries), ClassLoader.getPlatformClassLoader())) {
      var before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(loader);
      try {
        run(loader, kafka, page);
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
    }
  }

  private static String section(String page, String heading) {
    int start = page.indexOf(heading + "\n");
    assertThat(start).as(heading).isNotNegative();
    int end = page.indexOf("\n## ", start);
    return page.substring(start, end);
  }

  /** Writes the classes and the properties; returns the folder to be run from. */
  private static Path write(String text, Path folder) throws IOException {
    Map<String, String> sources = new HashMap<>();
    var properties = new StringBuilder();
    for (var block : BLOCK.matcher(text).results().toList()) {
      var code = block.group(2);
      if (block.group(1).equals("properties")) {
        properties.append(code);
      } else {
        var type = TYPE.matcher(code);
        assertThat(type.find()).as(code).isTrue();
        sources.put(type.group(1), HEADER + code);
      }
    }
    assertThat(sources).containsOnlyKeys("TeacherCreated", "Welcome", "SchoolApplication");
    var classes = CompiledApplication.compile(folder, sources);
    Files.writeString(classes.resolve("application.properties"), properties);
    return classes;
  }

  private static URL[] urls(List<Path> entries) throws MalformedURLException {
    var urls = new ArrayList<URL>();
    for (var entry : entries) {
      urls.add(entry.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** By reflection, since the application's classes are not those of the test. */
  private static void run(ClassLoader loader, KafkaCluster kafka, String page) throws Exception {
    String[] arguments = {
      "--eventbus.bootstrap-servers=" + kafka.bootstrapServers(),
      "--eventbus.namespace=" + page.replace('/', '-'), // others publish on the same brokers
      "--logging.level.root=warn",
      "--spring.main.banner-mode=off"
    };
    var application = loader.loadClass("school.SchoolApplication");
    var context =
        loader
            .loadClass("org.springframework.boot.SpringApplication")
            .getMethod("run", Class.class, String[].class)
            .invoke(null, application, arguments);
    try (var running = (AutoCloseable) context) {
      var event =
          loader
              .loadClass("school.TeacherCreated")
              .getConstructor(String.class, String.class)
              .newInstance("t1", "Ada Lovelace");
      var publisherType = loader.loadClass("io.eventbus.publish.EventPublisher");
      publisherType
          .getMethod("publish", loader.loadClass("io.eventbus.event.IntegrationEvent"))
          .invoke(bean(running, publisherType), event);

      var welcome = loader.loadClass("school.Welcome");
      var names = welcome.getDeclaredField("names");
      names.setAccessible(true);
      var seen = (List<?>) names.get(bean(running, welcome));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(seen).hasToString("[Ada Lovelace]"));
    }
  }

  private static Object bean(Object context, Class<?> type) throws ReflectiveOperationException {
    return context
        .getClass()
        .getClassLoader()
        .loadClass("org.springframework.beans.factory.BeanFactory")
        .getMethod("getBean", Class.class)
        .invoke(context, type);
  }
}
