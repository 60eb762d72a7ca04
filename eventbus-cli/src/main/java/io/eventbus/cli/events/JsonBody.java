package io.eventbus.cli.events;

import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import io.eventbus.codec.JsonEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The body of an event that is published by hand: an argument, a file, or what is piped in. */
final class JsonBody {

  @Parameters(
      arity = "0..1",
      paramLabel = "JSON",
      description = "The event's JSON object; - reads it from standard input.")
  private @Nullable String json;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The file that holds the JSON object, instead.")
  private @Nullable Path file;

  JsonEvent read(Terminal terminal) {
    if ((json == null) == (file == null)) {
      throw new UsageException(
          "say what the event holds, once: a JSON object as argument, - for standard input, or"
              + " --file");
    }
    try {
      return JsonEvent.of(text(terminal));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UsageException(
          (file == null ? "standard input" : "file " + file) + " cannot be read as UTF-8");
    }
  }

  private String text(Terminal terminal) throws IOException {
    if (file != null) {
      return Files.readString(file);
    }
    if (json != null && !json.equals("-")) {
      return json;
    }
    var bytes = ByteBuffer.wrap(terminal.in().readAllBytes());
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(); // nothing is replaced
  }
}
