package io.eventbus.test.contract;

import io.eventbus.codec.EventSchema;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contracts of events as they were when they were stored, one file per type and version, for
 * example {@code teacher.created.v1.json}; they are to be committed with the sources. A test
 * compares each event class with its stored schema:
 *
 * <pre>{@code
 * EventContracts.in(Path.of("src/test/contracts"))
 *     .assertCompatible(Compatibility.FULL, TeacherCreated.class, TeacherDeleted.class);
 * }</pre>
 *
 * <p>To store the schemas of today instead of comparing with them, run the tests with the system
 * property {@value #PROPERTY} set to {@code store}: at first, and whenever a change has been
 * released. Safe to share between threads while nothing is stored.
 */
public final class EventContracts {

  /** The system property that has schemas stored: {@code -Deventbus.contracts=store}. */
  public static final String PROPERTY = "eventbus.contracts";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;

  private EventContracts(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /** Contracts that lie in this folder, which need not be there before the first is stored. */
  public static EventContracts in(Path folder) {
    return new EventContracts(folder);
  }

  /**
   * Compares the class of an event with its stored schema.
   *
   * @throws IllegalStateException if no schema of this type and version is stored
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if it is no JSON, is the schema of another type, or uses
   *     keywords that are not compared
   */
  public ContractReport compare(Class<? extends IntegrationEvent> eventClass) {
    var type = EventTypeName.of(eventClass);
    var stored = read(fileOf(type), type);
    var current = JSON.readTree(EventSchema.of(eventClass));
    var title = stored.path("title").asString(type.toString());
    if (!title.equals(type.toString())) {
      throw new IllegalArgumentException(fileOf(type) + " holds the schema of " + title);
    }
    return new ContractReport(type.toString(), SchemaComparison.of(stored, current));
  }

  /**
   * Checks that the change of each event since its schema was stored leaves this compatibility, or
   * stores the schemas if {@value #PROPERTY} says so.
   *
   * @throws AssertionError if not, naming every change
   * @throws IllegalStateException if no schema of this type and version is stored
   */
  @SafeVarargs
  public final void assertCompatible(
      Compatibility required, Class<? extends IntegrationEvent>... eventClasses) {
    Objects.requireNonNull(required, "required");
    if ("store".equals(System.getProperty(PROPERTY))) {
      for (var eventClass : eventClasses) {
        store(eventClass);
      }
      return;
    }
    var broken = new ArrayList<String>();
    for (var eventClass : eventClasses) {
      var report = compare(eventClass);
      if (!report.compatibility().includes(required)) {
        broken.add(report.toString());
      }
    }
    if (!broken.isEmpty()) {
      throw new AssertionError(
          "contracts are to stay compatible: "
              + required
              + "; take the change back, or make it a new version with an upcaster\n"
              + String.join("\n", broken));
    }
  }

  /**
   * Stores the schema of today, in place of the one that was stored before.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void store(Class<? extends IntegrationEvent> eventClass) {
    try {
      Files.createDirectories(folder);
      Files.writeString(fileOf(EventTypeName.of(eventClass)), EventSchema.of(eventClass));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file's name may not have in it, on any system, becomes an underscore. */
  private Path fileOf(EventTypeName type) {
    var name = type.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return folder.resolve(name + ".v" + type.version() + ".json");
  }

  private static JsonNode read(Path file, EventTypeName type) {
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "no schema of "
              + type
              + " is stored in "
              + file
              + ": run the test once with -D"
              + PROPERTY
              + "=store and commit the file");
    }
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is no JSON", e);
    }
  }
}
