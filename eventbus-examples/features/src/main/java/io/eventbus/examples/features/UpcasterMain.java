package io.eventbus.examples.features;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Events of an old version become those of the new one, so that a handler knows one class only. */
public final class UpcasterMain {

  @EventType(value = "quiz.created", topic = "features.quiz")
  record OldQuiz(String name) implements IntegrationEvent {}

  @EventType(value = "quiz.created", version = 2, topic = "features.quiz")
  record Quiz(String subject, String title) implements IntegrationEvent {}

  private UpcasterMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(UpcasterMain::show);
  }

  static void show(String servers, PrintStream out) throws InterruptedException {
    var read = new CountDownLatch(2);
    try (var bus =
        Feature.bus(servers)
            .upcaster(
                "quiz.created",
                1,
                data -> data.put("subject", "general").put("title", data.remove("name").asString()))
            .build()) {
      bus.consumer("search-service")
          .on(
              Quiz.class,
              (quiz, context) -> {
                out.printf("%s: %s%n", quiz.subject(), quiz.title());
                read.countDown();
              })
          .start();

      bus.publish(new OldQuiz("Capitals"));
      bus.publish(new Quiz("maths", "Fractions"));
      Feature.await(read);
    }
  }
}
