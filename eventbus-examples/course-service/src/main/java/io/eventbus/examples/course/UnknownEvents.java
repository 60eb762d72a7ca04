package io.eventbus.examples.course;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.spring.EventConsumerCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what no handler does: topics of the same makers that this service does not know, and types
 * on its own topics that it does not know. Each event is counted, each topic logged once.
 */
@Component
final class UnknownEvents implements EventConsumerCustomizer {

  /** How many there were, by topic. */
  static final String METER = "course.events.unknown";

  private static final Logger log = LoggerFactory.getLogger(UnknownEvents.class);
  private static final String TOPICS = "(?:User|Assessment|Submission|Grading|Transcoding)-.+";

  private final Pattern topics;
  private final MeterRegistry meters;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  UnknownEvents(Namespace namespace, MeterRegistry meters) {
    this.topics = Pattern.compile(namespace.patternOf(TOPICS));
    this.meters = meters;
  }

  @Override
  public void customize(String group, EventConsumerBuilder consumer) {
    consumer.onOthers(topics, this::note);
  }

  private void note(EncodedEvent event, RecordOrigin origin) {
    meters.counter(METER, "topic", event.topic()).increment();
    if (logged.add(event.topic())) {
      log.warn(
          "an event that nothing here handles is on topic {}, partition {}, offset {}; more of them"
              + " are only counted",
          event.topic(),
          origin.partition(),
          origin.offset());
    }
  }
}
