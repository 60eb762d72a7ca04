package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.Grouping;
import io.eventbus.deadletter.RedriveOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the page about dead letters. */
final class DeadLettersGuide {

  private static final Logger log = LoggerFactory.getLogger(DeadLettersGuide.class);

  Map<String, Long> look(EventBus bus, Appendable file) {
    // docs:look
    DeadLetters letters = bus.deadLetters("mail-service");
    DeadLetterFilter today =
        DeadLetterFilter.all().withFrom(Instant.now().minus(Duration.ofDays(1)));

    Map<String, Long> causes = letters.count(today, Grouping.EXCEPTION);
    for (var letter : letters.list(today.withType("user.registered"), 20)) {
      log.info("{} died {} times: {}", letter.id(), letter.round(), letter.exceptionClass());
    }
    letters.export(today, true, file); // with what the events hold
    // docs:end
    return causes;
  }

  long sendBack(EventBus bus) throws InterruptedException {
    // docs:redrive
    var redrive =
        bus.deadLetters("mail-service")
            .redrive(
                DeadLetterFilter.all().withException("SmtpException"),
                RedriveOptions.defaults("ada").withLettersPerSecond(50));

    log.info("would send {}", redrive.plan());
    var report = redrive.run(progress -> log.info("{}", progress));
    // docs:end
    return report.sent();
  }

  long setAside(EventBus bus) {
    // docs:discard
    var letters = bus.deadLetters("mail-service");
    long discarded =
        letters.discard(
            DeadLetterFilter.all().withType("user.registered"), "ada", "sent by a load test");

    letters.acts().forEach(act -> log.info("{} {} by {}", act.letter(), act.kind(), act.by()));
    // docs:end
    return discarded;
  }

  DeadLetters ofSpring(EventBus bus) {
    // docs:spring
    var letters = bus.deadLetters("mail-service").withTopics(List.of("user.events-dlt"));
    // docs:end
    return letters;
  }
}
