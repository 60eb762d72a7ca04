package io.eventbus.examples.course;

import io.eventbus.EventBus;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.examples.course.events.AssessmentCreated;
import io.eventbus.examples.course.events.CourseCreated;
import io.eventbus.examples.course.events.CourseDeleted;
import io.eventbus.examples.course.events.CourseUpdated;
import io.eventbus.examples.course.events.GradingCompleted;
import io.eventbus.examples.course.events.ModuleCreated;
import io.eventbus.examples.course.events.ModuleUpdated;
import io.eventbus.examples.course.events.StudentEnrolled;
import io.eventbus.examples.course.events.SubmissionCompleted;
import io.eventbus.examples.course.events.TranscodingCompleted;
import io.eventbus.examples.course.events.UserCreated;
import io.eventbus.examples.course.events.UserUpdated;
import io.eventbus.topic.TopicReport.Difference;
import io.eventbus.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the topics that are missing, before anything reads or writes them. Those of the service
 * itself keep their events for good, since the catalogue is rebuilt from them. The start waits for
 * that two seconds at most: without a broker it is tried until there is one or the service stops.
 */
@Component
final class CourseTopics implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CourseTopics.class);
  private static final Duration FOR_GOOD = Duration.ofDays(36_500);
  private static final long LONGEST_WAIT_MILLIS = 2000;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final List<Class<? extends IntegrationEvent>> PRODUCED =
      List.of(
          CourseCreated.class,
          CourseUpdated.class,
          CourseDeleted.class,
          ModuleCreated.class,
          ModuleUpdated.class,
          StudentEnrolled.class);

  private static final List<Class<? extends IntegrationEvent>> CONSUMED =
      List.of(
          UserCreated.class,
          UserUpdated.class,
          AssessmentCreated.class,
          SubmissionCompleted.class,
          GradingCompleted.class,
          TranscodingCompleted.class);

  private final EventBus bus;
  private final Namespace namespace;
  private final Trouble trouble = new Trouble(log, "whether the topics are there is not known");
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  CourseTopics(EventBus bus, Namespace namespace) {
    this.bus = bus;
    this.namespace = namespace;
  }

  @Override
  public void start() {
    var end = new CountDownLatch(1);
    stopped = end;
    var thread = new Thread(() -> trouble.overcome(this::ensure, PAUSE, end), "course-topics");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(LONGEST_WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  /** Before the web server, the relay and the consumers. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void ensure() {
    bus.ensureTopics(specs()).differences().stream()
        .filter(CourseTopics::forgets)
        .forEach(
            difference ->
                log.warn(
                    "topic {} keeps its events for {} ms only: a catalogue that is rebuilt later"
                        + " will lack what is older",
                    difference.topic(),
                    difference.actual()));
  }

  /** A negative retention is for good, too. */
  private static boolean forgets(Difference difference) {
    return difference.actual() >= 0 && difference.actual() < difference.wanted();
  }

  private List<TopicSpec> specs() {
    var produced = specs(PRODUCED).map(topic -> topic.withRetention(FOR_GOOD));
    return Stream.concat(produced, specs(CONSUMED)).toList();
  }

  private Stream<TopicSpec> specs(List<Class<? extends IntegrationEvent>> types) {
    return types.stream().map(CourseTopics::topicOf).map(namespace::nameOf).map(TopicSpec::of);
  }

  private static String topicOf(Class<? extends IntegrationEvent> type) {
    return Objects.requireNonNull(type.getAnnotation(EventType.class)).topic();
  }
}
