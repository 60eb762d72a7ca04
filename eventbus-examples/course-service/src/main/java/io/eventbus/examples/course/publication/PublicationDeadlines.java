package io.eventbus.examples.course.publication;

import java.time.Clock;
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

  PublicationDeadlines(PublicationRepository publications, PublicationSaga saga, Clock clock) {
    this.publications = publications;
    this.saga = saga;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${course.deadline-check}")
  void check() {
    for (var id : publications.overdue(clock.instant())) {
      try {
        saga.expire(id);
      } catch (RuntimeException e) {
        log.warn("publication {} could not be taken back and will be tried again", id, e);
      }
    }
  }
}
