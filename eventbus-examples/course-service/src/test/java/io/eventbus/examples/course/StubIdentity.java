package io.eventbus.examples.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in for the identity service, and fails as it is told. */
public final class StubIdentity implements AutoCloseable {

  /** How it behaves. */
  public enum Mode {
    WORKS,
    /** Answers 500. */
    DOWN,
    /** Takes requests and never answers. */
    SILENT,
    /** Begins an answer and never ends it. */
    STALLED,
    /** Answers with what is no user. */
    BABBLES
  }

  private final Map<UUID, String> users = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Mode mode = Mode.WORKS;

  /** Starts one on a free port. */
  public StubIdentity() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/v1/users/", this::answer);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public void behave(Mode newMode) {
    mode = newMode;
  }

  /** Adds a user. */
  public UUID user(String status) {
    var id = UUID.randomUUID();
    users.put(id, status);
    return id;
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (mode) {
      case WORKS -> answerWithUser(exchange);
      case DOWN -> send(exchange, 500, "{}");
      case BABBLES -> send(exchange, 200, "[\"no user\"]");
      case STALLED -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        awaitClose();
      }
      case SILENT -> awaitClose();
    }
  }

  private void answerWithUser(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    var status = users.get(id);
    if (status == null) {
      send(exchange, 404, "");
    } else {
      send(
          exchange,
          200,
          "{\"id\":\"%s\",\"fullName\":\"Ada Lovelace\",\"status\":\"%s\"}".formatted(id, status));
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
