package io.eventbus.examples.school.page;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The files of the page. There are no others, and none comes from elsewhere. */
final class Assets {

  private static final String INDEX = "index.html";
  private static final List<String> NAMES =
      List.of(
          INDEX,
          "school.css",
          "lists.css",
          "map.css",
          "favicon.svg",
          "main.js",
          "boxes.js",
          "buttons.js",
          "dom.js",
          "flow.js",
          "kinds.js",
          "log.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private Assets() {}

  static void addTo(RoutesConfig routes) {
    for (var name : NAMES) {
      var bytes = read(name);
      var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
      routes.get(
          name.equals(INDEX) ? "/" : "/" + name,
          request -> request.contentType(type).result(bytes));
    }
  }

  private static byte[] read(String name) {
    try (var file = Assets.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the page's file " + name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
