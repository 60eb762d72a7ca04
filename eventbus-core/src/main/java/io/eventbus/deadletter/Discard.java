package io.eventbus.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Sets letters aside: an act on each, and nothing else. For one thread. */
final class Discard {

  private static final int CHUNK = 500;

  private final LetterClients clients;
  private final LetterScan scan;
  private final String by;
  private final String reason;
  private final String run = UUID.randomUUID().toString();
  private long discarded;

  Discard(LetterClients clients, LetterScan scan, String by, String reason) {
    this.clients = clients;
    this.scan = scan;
    this.by = by;
    this.reason = reason;
  }

  /** Discards the open letters that are meant, and tells how many those were. */
  long of(Predicate<DeadLetter> meant) {
    for (var topic : scan.topics()) {
      boolean none = scan.forEachOpen(topic, letter -> !meant.test(letter));
      if (!none) {
        discard(topic, meant);
      }
    }
    return discarded;
  }

  private void discard(LetterTopic topic, Predicate<DeadLetter> meant) {
    try (var sender = ActSender.begin(clients, scan.admin(), topic)) {
      var chunk = new ArrayList<LetterAct>();
      scan.forEachOpen(
          topic,
          letter -> {
            if (meant.test(letter)) {
              chunk.add(act(letter));
            }
            if (chunk.size() == CHUNK) {
              write(chunk, sender);
            }
            return true;
          });
      write(chunk, sender);
    }
  }

  private void write(List<LetterAct> chunk, ActSender sender) {
    if (chunk.isEmpty()) {
      return;
    }
    var refusal = sender.commit(List.of(), sent -> List.copyOf(chunk));
    if (refusal != null) {
      throw refusal;
    }
    discarded += chunk.size();
    chunk.clear();
  }

  private LetterAct act(DeadLetter letter) {
    return new LetterAct(
        letter.id(),
        LetterAct.Kind.DISCARDED,
        by,
        Instant.now(),
        run,
        reason,
        null,
        letter.eventId());
  }
}
