package io.eventbus.benchmarks.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The same web application without events and with them. Knows no class of Spring. */
public enum StartApplication {
  /** Without any dependency on Kafka. */
  PLAIN("plain", "PlainApplication"),

  /** With this library, one event and one handler. */
  EVENTBUS("eventbus", "EventbusApplication"),

  /** With spring-kafka and one listener. */
  SPRING_KAFKA("spring-kafka", "SpringKafkaApplication");

  /** What an application prints in a line of its own once it is ready. */
  public static final String READY = "READY";

  private final String contender;
  private final String mainClass;

  StartApplication(String contender, String mainClass) {
    this.contender = contender;
    this.mainClass = mainClass;
  }

  /**
   * The application of this contender.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StartApplication of(String contender) {
    for (var application : values()) {
      if (application.contender.equals(contender)) {
        return application;
      }
    }
    throw new IllegalArgumentException("there is no application " + contender);
  }

  /** The contender's name. */
  public String contender() {
    return contender;
  }

  /**
   * The arguments of {@code java} that start it.
   *
   * @param servers where the broker is
   * @param topic what it listens to
   * @param group as whose member
   */
  public List<String> arguments(String servers, String topic, String group) {
    return List.of(
        "-cp",
        classPath(),
        StartApplication.class.getPackageName() + "." + mainClass,
        "--server.port=0",
        "--spring.application.name=start",
        "--eventbus.bootstrap-servers=" + servers,
        "--spring.kafka.bootstrap-servers=" + servers,
        "--start.topic=" + topic,
        "--start.group=" + group);
  }

  private String classPath() {
    try (InputStream in = resource()) {
      var own = StartApplication.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(own.toURI()) + File.pathSeparator + new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private InputStream resource() throws IOException {
    var in = StartApplication.class.getResourceAsStream("/META-INF/eventbus-start/" + contender);
    if (in == null) {
      throw new IOException("the class path of " + contender + " is missing");
    }
    return in;
  }
}
