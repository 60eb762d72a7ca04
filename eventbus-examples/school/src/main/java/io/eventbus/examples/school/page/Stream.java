package io.eventbus.examples.school.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * What browsers listen to, as server-sent events: {@code school} is the whole state, whenever it
 * has changed; {@code news} are events and marks. Who reads slowly gets fewer events, and costs
 * nobody anything. A browser that comes back goes on where it was.
 */
final class Stream {

  private static final int LISTENERS = 16;

  private final Stage stage;
  private final Semaphore places = new Semaphore(LISTENERS);
  private volatile boolean closed;

  Stream(Stage stage) {
    this.stage = stage;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/stream", this::listen);
  }

  private void listen(Context request) throws IOException {
    if (!places.tryAcquire()) {
      request.status(503).result("The page is open too often.");
      return;
    }
    var watching = stage.watch();
    try {
      request.contentType("text/event-stream; charset=utf-8");
      var listener = new Listener(stage, request.res().getOutputStream());
      listener.goOnAfter(request.header("Last-Event-ID"));
      while (!closed) {
        listener.tell();
      }
    } catch (IOException e) {
      // The browser has gone.
    } finally {
      watching.run();
      places.release();
    }
  }

  /** Lets all go. */
  void close() {
    closed = true;
  }
}
