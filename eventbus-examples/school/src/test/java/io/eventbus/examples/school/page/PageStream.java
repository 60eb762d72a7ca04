package io.eventbus.examples.school.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to the page as a browser does, and keeps what it was told. */
public final class PageStream implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final InputStream body;
  private final HttpResponse<InputStream> response;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<JsonNode> marks = new CopyOnWriteArrayList<>();
  private volatile JsonNode state = JSON.nullNode();
  private volatile String lastId = "";

  /**
   * Begins to listen.
   *
   * @param lastId what was the last id of an earlier stream, empty for none
   */
  public PageStream(URI page, String lastId) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(page.resolve("stream"));
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    body = response.body();
    var thread = new Thread(this::read, "page-stream");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    var name = "";
    try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("data: ")) {
          take(name, JSON.readTree(line.substring(6)));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void take(String name, JsonNode data) {
    if (name.equals("school")) {
      state = data;
    } else {
      data.path("news").path("events").forEach(events::add);
      data.path("news").path("marks").forEach(marks::add);
    }
  }

  /** The answer's status and headers. */
  public HttpResponse<?> response() {
    return response;
  }

  /** The latest state. */
  public JsonNode state() {
    return state;
  }

  /** The box of a service in the latest state; a missing node if there is none. */
  public JsonNode service(String id) {
    for (var service : state.path("services")) {
      if (service.path("id").asString("").equals(id)) {
        return service;
      }
    }
    return JSON.missingNode();
  }

  /** All events so far, each with its number. */
  public List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** Whether a part is done with the event of a number. */
  public boolean isMarked(long event, String part) {
    return marks.stream()
        .anyMatch(
            mark ->
                mark.path("event").asLong() == event
                    && mark.path("part").asString("").equals(part));
  }

  /** The id to go on with. */
  public String lastId() {
    return lastId;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
