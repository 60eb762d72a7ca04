package io.eventbus.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ApplicationContext;

/** Asks an application over HTTP. */
record Web(ApplicationContext context) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  HttpResponse<String> post(String path, String json) {
    var request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return send(request, path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) {
    var port = context.getEnvironment().getProperty("local.server.port");
    var uri = URI.create("http://localhost:" + port + "/" + path);
    try {
      return CLIENT.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
