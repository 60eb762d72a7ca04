package io.eventbus.examples.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
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

  /** Retries are quick, and six in all: an event that fails for good is a dead letter in 3 s. */
  static RunningService start(String bootstrapServers, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                // Or else its folder stays behind in the system's own for temporary files.
                "--server.tomcat.basedir=target/tomcat",
                "--KAFKA_BROKERS=" + bootstrapServers,
                "--notification.recording=true",
                "--eventbus.close-timeout=100ms",
                "--eventbus.consumer.retry.initial-wait=100ms",
                "--eventbus.consumer.retry.max-attempts=6",
                "--eventbus.endpoint.writes=true"));
    arguments.addAll(List.of(more));
    return new RunningService(
        NotificationApplication.application().run(arguments.toArray(String[]::new)));
  }

  ResponseEntity<JsonNode> post(String path, Map<String, ?> body) {
    return exchange(HttpMethod.POST, path, body);
  }

  ResponseEntity<JsonNode> put(String path, Map<String, ?> body) {
    return exchange(HttpMethod.PUT, path, body);
  }

  private ResponseEntity<JsonNode> exchange(HttpMethod method, String path, Map<String, ?> body) {
    return client
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toEntity(JsonNode.class);
  }

  ResponseEntity<JsonNode> get(String path, Object... variables) {
    return client.get().uri(path, variables).retrieve().toEntity(JsonNode.class);
  }

  ResponseEntity<Void> delete(String path) {
    return client.delete().uri(path).retrieve().toBodilessEntity();
  }

  /** The body as it is, byte for byte. */
  String text(String path) {
    return String.valueOf(client.get().uri(path).retrieve().toEntity(String.class).getBody());
  }

  /** Registers a user, and returns the id. */
  String register(String email) {
    return post("/users", Map.of("email", email, "fullName", "Ada Lovelace"))
        .getBody()
        .path("id")
        .asString();
  }

  /** How often something was counted. */
  long counted(String name) {
    return get("/analytics").getBody().path(name).asLong(0);
  }

  /** What the sender that only records has sent to somebody. */
  List<String> recorded(String channel, String to) {
    return get("/senders/" + channel)
        .getBody()
        .path("sent")
        .valueStream()
        .filter(each -> each.path("to").asString().equals(to))
        .map(each -> each.path("id").asString())
        .toList();
  }

  /** Lets the inbox forget what was handled, as if the transaction had not been committed. */
  void forgetWhatWasHandled() {
    context.getBean(JdbcClient.class).sql("delete from eventbus_inbox").update();
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
