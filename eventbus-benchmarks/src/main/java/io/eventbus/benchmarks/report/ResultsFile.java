package io.eventbus.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results as JSON, by scenario. A scenario that is measured again replaces what was there. */
record ResultsFile(Path file) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  Map<String, Result> read() throws IOException {
    if (!Files.exists(file)) {
      return new LinkedHashMap<>();
    }
    return MAPPER.readValue(
        Files.readString(file), new TypeReference<LinkedHashMap<String, Result>>() {});
  }

  void write(Map<String, Result> results) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(results) + "\n");
  }
}
