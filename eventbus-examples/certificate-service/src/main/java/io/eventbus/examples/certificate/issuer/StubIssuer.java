package io.eventbus.examples.certificate.issuer;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson3;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server that issues certificates without meaning it, and fails on request: {@code PUT
 * /mode/down} and the like choose an {@link IssuerMode}, {@code GET /mode} tells it. It remembers
 * what it has issued, so that who asks twice with the same {@code Idempotency-Key} gets the same
 * certificate. Safe to share between threads.
 */
public final class StubIssuer implements AutoCloseable {

  private record Credential(String certificateId, Instant issuanceDate, Instant expirationDate) {}

  private static final int YEARS = 2;
  private static final String THIS_MACHINE = "127.0.0.1";

  private final Map<String, Credential> issued = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Javalin http;
  private volatile IssuerMode mode = IssuerMode.WORKS;

  private StubIssuer(String host, int port, Clock clock) {
    this.clock = clock;
    this.http =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jsonMapper(new JavalinJackson3(new JsonMapper(), false));
              config.routes.post("/credentials/issue", this::issue);
              config.routes.get("/mode", request -> request.json(mode));
              config.routes.put("/mode/{mode}", this::switchMode);
            });
    http.start(host, port);
  }

  /** Runs one alone; the variables {@code HOST} and {@code PORT} say where it listens. */
  public static void main(String[] args) {
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "certificate-service-logback.xml");
    var host = System.getenv().getOrDefault("HOST", THIS_MACHINE);
    var port = System.getenv().getOrDefault("PORT", "8084");
    var issuer = new StubIssuer(host, Integer.parseInt(port), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(issuer::close, "issuer-close"));
  }

  /**
   * Starts one that only this machine can reach.
   *
   * @param port where it listens, 0 for any free one
   * @param clock what the certificates are dated by
   */
  public static StubIssuer start(int port, Clock clock) {
    return new StubIssuer(THIS_MACHINE, port, clock);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://localhost:" + http.port());
  }

  /** Has it behave like this from now on. */
  public void behave(IssuerMode mode) {
    this.mode = mode;
  }

  /** How many certificates there are. */
  public int issued() {
    return issued.size();
  }

  /** Stops it; requests that it has not answered fail. */
  @Override
  public void close() {
    http.stop();
  }

  private void issue(Context request) throws IOException {
    switch (mode) {
      case WORKS -> request.status(201).json(credential(request.header("Idempotency-Key")));
      case DOWN -> request.status(503).result("down for maintenance");
      case SILENT -> request.future(CompletableFuture::new);
      case STALLED -> stall(request);
      case REFUSES -> request.status(422).result("no");
      case BABBLES -> request.status(200).result("<html>welcome</html>");
    }
  }

  private Credential credential(String idempotencyKey) {
    return issued.computeIfAbsent(
        idempotencyKey,
        key -> {
          var now = clock.instant().atOffset(ZoneOffset.UTC);
          var id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
          return new Credential(
              "did:example:" + id, now.toInstant(), now.plusYears(YEARS).toInstant());
        });
  }

  private static void stall(Context request) throws IOException {
    request.res().setContentLength(1_000);
    request.res().getOutputStream().write('{');
    request.res().flushBuffer();
    request.future(CompletableFuture::new);
  }

  private void switchMode(Context request) {
    var wanted = request.pathParam("mode").toUpperCase(Locale.ROOT);
    var known = Arrays.stream(IssuerMode.values()).filter(it -> it.name().equals(wanted));
    known
        .findFirst()
        .ifPresentOrElse(
            it -> {
              behave(it);
              request.status(204);
            },
            () -> request.status(400).json(IssuerMode.values()));
  }
}
