package io.eventbus.examples.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
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
        ContentApplication.application().run(arguments.toArray(String[]::new)));
  }

  /** Creates content, and gives its id. */
  String create(String contents, String json) {
    var answer = send(HttpMethod.POST, "/api/v1/" + contents, json);
    if (answer.getStatusCode().value() != 201) {
      throw new AssertionError(contents + ": " + answer);
    }
    return answer.getBody().path("id").asString();
  }

  /** Creates a concept, a quiz about it and two questions, and gives the quiz with these. */
  Quiz createQuiz() {
    var concept = create("concepts", "{\"title\": \"Fractions\"}");
    var quiz = create("quizzes", child("Adding fractions", concept));
    return new Quiz(
        concept, quiz, question("1/2 + 1/4?", quiz, "3/4"), question("1/2 + 1/2?", quiz, "one"));
  }

  private String question(String title, String quiz, String answer) {
    return create(
        "questions",
        "{\"title\": \"%s\", \"parentId\": \"%s\", \"answer\": \"%s\"}"
            .formatted(title, quiz, answer));
  }

  static String child(String title, String parentId) {
    return "{\"title\": \"%s\", \"parentId\": \"%s\"}".formatted(title, parentId);
  }

  /** A quiz with two questions, whose answers are 3/4 and one. */
  record Quiz(String concept, String id, String first, String second) {

    String submission(String submissionId, String studentId, String answer) {
      return """
      {"submissionId": "%s", "studentId": "%s", "answers": {"%s": "3/4", "%s": "%s"}}"""
          .formatted(submissionId, studentId, first, second, answer);
    }
  }

  ResponseEntity<JsonNode> send(HttpMethod method, String path, String json) {
    return client
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .header("X-Channel", "app")
        .body(json)
        .retrieve()
        .toEntity(JsonNode.class);
  }

  ResponseEntity<JsonNode> post(String path, String json) {
    return send(HttpMethod.POST, path, json);
  }

  JsonNode get(String path) {
    return client.get().uri(path).retrieve().toEntity(JsonNode.class).getBody();
  }

  int delete(String path) {
    return client.delete().uri(path).retrieve().toBodilessEntity().getStatusCode().value();
  }

  /** Does something in a transaction of the service's database. */
  <T> T inTransaction(Supplier<T> action) {
    return context
        .getBean(TransactionTemplate.class)
        .execute(transaction -> Objects.requireNonNull(action.get()));
  }

  JdbcClient database() {
    return context.getBean(JdbcClient.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
