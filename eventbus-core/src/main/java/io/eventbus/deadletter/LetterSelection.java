package io.eventbus.deadletter;

/** Which letters a redrive sends, and where to. */
record LetterSelection(String group, DeadLetterFilter filter, RedriveOptions options) {

  /** What becomes of a letter. */
  enum Choice {
    NOT_MEANT,
    SENT,
    OVER_ROUNDS,
    WITHOUT_ORIGIN,
    OF_ANOTHER_GROUP
  }

  Choice of(DeadLetter letter) {
    if (!filter.matches(letter)) {
      return Choice.NOT_MEANT;
    } else if (letter.group() != null && !letter.group().equals(group)) {
      return Choice.OF_ANOTHER_GROUP;
    } else if (letter.origin() == null) {
      return Choice.WITHOUT_ORIGIN;
    }
    return letter.round() > options.maxRounds() ? Choice.OVER_ROUNDS : Choice.SENT;
  }

  boolean sends(DeadLetter letter) {
    return of(letter) == Choice.SENT;
  }
}
