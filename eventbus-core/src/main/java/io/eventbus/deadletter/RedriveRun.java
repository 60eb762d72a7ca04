package io.eventbus.deadletter;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** One run of a redrive over all its topics: what it has done so far. For one thread. */
final class RedriveRun {

  private final String id = UUID.randomUUID().toString();
  private final LetterSelection selection;
  private final RedrivePlan plan;
  private final SendPace pace;
  private final Consumer<RedriveProgress> listener;
  private long sent;
  private long refused;

  RedriveRun(
      LetterSelection selection,
      RedrivePlan plan,
      CountDownLatch stopped,
      Consumer<RedriveProgress> listener) {
    this.selection = selection;
    this.plan = plan;
    this.pace = new SendPace(selection.options().lettersPerSecond(), stopped);
    this.listener = listener;
  }

  /** Its name in the acts. */
  String id() {
    return id;
  }

  LetterSelection selection() {
    return selection;
  }

  SendPace pace() {
    return pace;
  }

  void sent(int letters) {
    sent += letters;
    tell();
  }

  void refused() {
    refused++;
    tell();
  }

  private void tell() {
    listener.accept(new RedriveProgress(sent, refused, Math.max(plan.selected(), sent + refused)));
  }

  long done() {
    return sent;
  }

  RedriveReport report(boolean stopped) {
    return new RedriveReport(id, sent, refused, plan.leftOut(), stopped);
  }
}
