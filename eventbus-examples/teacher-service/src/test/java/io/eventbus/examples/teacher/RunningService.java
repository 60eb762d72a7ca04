package io.eventbus.examples.teacher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The whole service on a free port, and a client that takes every status for an answer. */
final class RunningService implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final RestClient client;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    this.client =
        RestClient.builder()
            .baseUrl(
                "http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();
  }

  static RunningService start(String bootstrapServers, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                // Or else its folder stays behind in the system's own for temporary files.
                "--server.tomcat.basedir=target/tomcat",
                "--eventbus.bootstrap-servers=" + bootstrapServers,
                "--eventbus.close-timeout=100ms"));
    arguments.addAll(List.of(more));
    return new RunningService(
        TeacherApplication.application().run(arguments.toArray(String[]::new)));
  }

  ResponseEntity<JsonNode> post(Map<String, String> teacher) {
    return post("/api/v1/teachers", teacher);
  }

  ResponseEntity<JsonNode> post(String path, Object body) {
    return client
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toEntity(JsonNode.class);
  }

  ResponseEntity<JsonNode> get(String path) {
    return client.get().uri(path).retrieve().toEntity(JsonNode.class);
  }

  String scrape() {
    return String.valueOf(
        client.get().uri("/actuator/prometheus").retrieve().toEntity(String.class).getBody());
  }

  ResponseEntity<Void> delete(String path) {
    return client.delete().uri(path).retrieve().toBodilessEntity();
  }

  /** How many rows a table of the service's database has. */
  int count(String table) {
    return context
        .getBean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }

  @Override
  public void close() {
    context.close();
  }
}
