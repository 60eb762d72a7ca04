package io.eventbus.examples.school.page;

/**
 * A button of the page.
 *
 * @param id its name in the page's addresses: lower case and dashes
 * @param label what stands on it
 * @param hint what it does, in a sentence
 * @param group beside which others it stands
 * @param action what it does
 */
public record Button(String id, String label, String hint, Group group, Action action) {

  /** Where a button stands. */
  public enum Group {
    /** What happens in a school. */
    PLAY,
    /** What goes wrong with events, and what is done about it. */
    TROUBLE
  }

  /** What a button does. */
  @FunctionalInterface
  public interface Action {

    /** Does it, and tells in a sentence or two what was seen; throws if it could not be done. */
    String perform() throws Exception;
  }
}
