package io.eventbus.examples.content.quiz;

import io.eventbus.codec.Upcaster;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes version 2 of what the earlier service wrote: {@code {"quiz", "user", "answers":
 * [{"question", "answer"}]}}.
 */
final class SubmissionVersion1 implements Upcaster {

  @Override
  public ObjectNode upcast(ObjectNode data) {
    var earlier = data.remove("answers");
    data.set("quizId", data.remove("quiz"));
    data.set("studentId", data.remove("user"));
    var answers = data.putObject("answers");
    earlier.forEach(
        each ->
            answers.put(each.required("question").asString(), each.required("answer").asString()));
    return data;
  }
}
