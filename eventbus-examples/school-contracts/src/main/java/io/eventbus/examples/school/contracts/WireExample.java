package io.eventbus.examples.school.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An event of the contract as it lies on the wire. The tests of who publishes it compare with it to
 * the byte, and those of who consumes it send it, so that neither can change it alone. Its text
 * names topic, key and headers line by line, and after an empty line the body. Immutable.
 *
 * @param headers by name
 */
public record WireExample(String topic, String key, Map<String, String> headers, String body) {

  /** Makes it. */
  public WireExample {
    headers = Map.copyOf(headers);
  }

  /** That of {@link TeacherCreatedIntegrationEvent}. */
  public static WireExample teacherCreated() {
    return read("teacher-created.golden");
  }

  /** That of {@link TeacherDeletedIntegrationEvent}. */
  public static WireExample teacherDeleted() {
    return read("teacher-deleted.golden");
  }

  /** That of {@link ParentCreatedIntegrationEvent}. */
  public static WireExample parentCreated() {
    return read("parent-created.golden");
  }

  private static WireExample read(String file) {
    try (var stream = WireExample.class.getResourceAsStream(file)) {
      var bytes = Objects.requireNonNull(stream, file).readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireExample parse(String text) {
    var parts = text.split("\n\n", 2);
    var headers = new TreeMap<String, String>();
    for (var line : parts[0].split("\n", -1)) {
      var nameAndValue = line.split(": ", 2);
      headers.put(nameAndValue[0], nameAndValue[1]);
    }
    var topic = Objects.requireNonNull(headers.remove("topic"));
    var key = Objects.requireNonNull(headers.remove("key"));
    return new WireExample(topic, key, headers, parts[1].strip());
  }

  /** The text, as in the files of the examples. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    text.append("topic: ").append(topic).append('\n').append("key: ").append(key).append('\n');
    new TreeMap<>(headers)
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.append('\n').append(body).append('\n').toString();
  }
}
