package io.eventbus.examples.school.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser asks for when a button is pressed. What was seen is an answer, and so is what went
 * wrong: both have status 200 and a sentence to show.
 */
final class Presses {

  /**
   * What came of it.
   *
   * @param done whether it was done
   * @param text what was seen, or what went wrong
   */
  private record Answer(boolean done, String text) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final Stage stage;

  Presses(Stage stage) {
    this.stage = stage;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/buttons/{id}", this::button);
    routes.post("/parts/{id}/start", request -> part(request, Switch::start));
    routes.post("/parts/{id}/stop", request -> part(request, Switch::stop));
  }

  private void button(Context request) {
    stage
        .button(request.pathParam("id"))
        .ifPresentOrElse(button -> answer(request, button.action()), () -> request.status(404));
  }

  private void part(Context request, Turn turn) {
    stage
        .part(request.pathParam("id"))
        .ifPresentOrElse(part -> answer(request, () -> turn.of(part)), () -> request.status(404));
  }

  @FunctionalInterface
  private interface Turn {
    String of(Switch part) throws Exception;
  }

  private void answer(Context request, Button.Action action) {
    var answer = stage.notice().map(why -> new Answer(false, why)).orElseGet(() -> done(action));
    request.contentType("application/json").result(JSON.writeValueAsString(answer));
  }

  private static Answer done(Button.Action action) {
    try {
      return new Answer(true, action.perform());
    } catch (Exception | AssertionError e) {
      return new Answer(false, Words.of(e));
    }
  }
}
