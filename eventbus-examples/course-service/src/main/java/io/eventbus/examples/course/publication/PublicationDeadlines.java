package io.eventbus.examples.course.publication;

import io.eventbus.examples.course.Trouble;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for publications that are past their deadline. All instances of the service do so: whoever
 * comes second finds nothing to do.
 */
@Component
final class PublicationDeadlines {

  private static final Logger log = LoggerFactory.getLogger(PublicationDeadlines.class);

  private final PublicationRepository publications;
  private final PublicationSaga saga;
  private final Clock clock;
  private final Trouble looking = new Trouble(log, "which publications are past is not known");
  private final Map<UUID, Trouble> ending = new HashMap<>();

  PublicationDeadlines(PublicationRepository publications, PublicationSaga saga, Clock clock) {
    this.publications = publications;
    this.saga = saga;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${course.deadline-check}")
  void check() {
    looking.survives(
        () -> {
          var overdue = publications.overdue(clock.instant());
          ending.keySet().retainAll(overdue);
          overdue.forEach(this::end);
        });
  }

  private void end(UUID id) {
    ending
        .computeIfAbsent(id, each -> new Trouble(log, "publication " + each + " is not taken back"))
        .survives(() -> saga.expire(id));
  }
}
