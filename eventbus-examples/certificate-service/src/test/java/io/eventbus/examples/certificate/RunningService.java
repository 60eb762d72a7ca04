package io.eventbus.examples.certificate;

import io.eventbus.examples.certificate.issuer.StubIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on a free port, with the demo's learners, in a database of its own unless told
 * otherwise, an issuer of its own, and a clock that stands still.
 */
final class RunningService implements AutoCloseable {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:15:30.500Z"), ZoneOffset.UTC);

  /** What the service answers. */
  record Answer(int status, HttpHeaders headers, JsonNode body) {

    String text(String name) {
      return body.path(name).asString();
    }
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final StubIssuer issuer = StubIssuer.start(0, CLOCK);
  private final Connection database;
  private final CertificateApplication application;

  private RunningService(Map<String, String> more) throws SQLException {
    var url = more.getOrDefault("DATABASE_URL", "jdbc:h2:mem:" + UUID.randomUUID());
    var variables = new HashMap<>(more);
    variables.put("PORT", "0");
    variables.putIfAbsent("DATABASE_URL", url + ";IFEXISTS=TRUE;LOCK_TIMEOUT=10000");
    variables.putIfAbsent("DATABASE_USER", "sa");
    variables.put("DEMO_DATA", "true");
    variables.put("ISSUER_URL", issuer.uri().toString());
    variables.putIfAbsent("ISSUER_TIMEOUT", "10000");
    variables.put("KAFKA_CONFIG_RECONNECT_BACKOFF_MAX_MS", "100");
    database = DriverManager.getConnection(url, variables.get("DATABASE_USER"), "");
    application = CertificateApplication.start(CertificateSettings.from(variables), CLOCK);
  }

  /** Starts it with these environment variables besides its own. */
  static RunningService start(Map<String, String> variables) {
    try {
      return new RunningService(variables);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  StubIssuer issuer() {
    return issuer;
  }

  /** Asks for the certificate of the learner who has completed the course. */
  Answer issue() {
    return issue("user-1", "course-1");
  }

  Answer issue(String userId, String courseId) {
    return post(JSON.writeValueAsString(Map.of("userId", userId, "courseId", courseId)));
  }

  Answer post(String body) {
    return send(request("/certificate/issue").POST(BodyPublishers.ofString(body)).build());
  }

  Answer get(String path) {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(application.uri().resolve(path));
  }

  /** What Prometheus gets. */
  String metrics() {
    return exchange(request("/metrics").GET().build()).body();
  }

  private static Answer send(HttpRequest request) {
    var response = exchange(request);
    return new Answer(response.statusCode(), response.headers(), JSON.readTree(response.body()));
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How many events wait in the outbox. */
  int waitingEvents() {
    return count("select count(*) from eventbus_outbox");
  }

  /** How many certificates are stored. */
  int certificates() {
    return count("select count(*) from enrolments where certificate_id is not null");
  }

  /** Takes the database away for good. */
  void loseDatabase() {
    try (var statement = database.createStatement()) {
      statement.execute("shutdown immediately");
    } catch (SQLException e) {
      // It is away by now.
    }
  }

  private int count(String query) {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    application.close();
    database.close();
    issuer.close();
  }
}
