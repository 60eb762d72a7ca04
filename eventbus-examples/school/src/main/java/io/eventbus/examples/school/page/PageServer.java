package io.eventbus.examples.school.page;

import io.javalin.Javalin;
import java.net.URI;

/** The page over HTTP, on a free port, for browsers of this machine only. */
final class PageServer implements AutoCloseable {

  private static final String ADDRESS = "127.0.0.1";

  private final Stream stream;
  private final Javalin http;

  /** Starts it. */
  PageServer(Stage stage) {
    stream = new Stream(stage);
    http =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              Guard.addTo(config.routes);
              Assets.addTo(config.routes);
              stream.addTo(config.routes);
              new Presses(stage).addTo(config.routes);
            });
    http.start(ADDRESS, 0);
  }

  URI uri() {
    return URI.create("http://" + ADDRESS + ":" + http.port() + "/");
  }

  @Override
  public void close() {
    stream.close();
    http.stop();
  }
}
