package io.eventbus.examples.school.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The school at one moment, as a browser gets it. Immutable.
 *
 * @param run this run's name: after another one, a browser begins anew
 * @param notice why no button can be pressed, {@code null} if they can
 * @param events how many events there were
 */
record SchoolState(
    String run,
    @Nullable String notice,
    long events,
    Box kafka,
    List<Box> services,
    List<Knob> buttons) {

  /**
   * A part of the school.
   *
   * @param outbox how many events wait to be sent
   * @param sent how many events it has sent
   * @param deadLetters how many it could not handle
   * @param unread how many of the latest events it has still to handle
   * @param reads the topics that it reads
   */
  record Box(
      String id,
      String title,
      State state,
      int outbox,
      long sent,
      long deadLetters,
      int unread,
      List<String> reads) {}

  /** What a browser knows of a button. */
  record Knob(String id, String label, String hint, Button.Group group) {

    static Knob of(Button button) {
      return new Knob(button.id(), button.label(), button.hint(), button.group());
    }
  }
}
