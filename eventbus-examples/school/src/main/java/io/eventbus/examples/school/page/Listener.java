package io.eventbus.examples.school.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One browser that listens, on the thread of its request. */
final class Listener {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long PAUSE_NANOS = Duration.ofMillis(80).toNanos();

  /** So that a browser that has gone is noticed, and one that waits is not given up. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Stage stage;
  private final OutputStream out;
  private @Nullable SchoolState told;
  private long last;
  private long written = System.nanoTime();

  Listener(Stage stage, OutputStream out) {
    this.stage = stage;
    this.out = out;
  }

  /** Begins after what a browser has had, if it was from this run. */
  void goOnAfter(@Nullable String id) {
    var prefix = stage.run() + ":";
    if (id != null && id.startsWith(prefix) && id.substring(prefix.length()).matches("\\d{1,18}")) {
      last = Long.parseLong(id.substring(prefix.length()));
    }
  }

  /** Tells what is new, and waits a moment. */
  void tell() throws IOException {
    var state = stage.state();
    if (!state.equals(told)) {
      write("event: school\ndata: " + JSON.writeValueAsString(state));
      told = state;
    }
    var news = stage.board().since(last);
    if (!news.isEmpty()) {
      last = news.last();
      var data = JSON.writeValueAsString(Map.of("now", System.currentTimeMillis(), "news", news));
      write("event: news\nid: " + stage.run() + ":" + last + "\ndata: " + data);
    }
    if (System.nanoTime() - written > SILENCE_NANOS) {
      write(":");
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private void write(String lines) throws IOException {
    out.write((lines + "\n\n").getBytes(UTF_8));
    out.flush();
    written = System.nanoTime();
  }
}
