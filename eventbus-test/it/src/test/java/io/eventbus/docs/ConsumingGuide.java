package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.consume.BatchFailedException;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.Ordering;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.consume.StartFrom;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.docs.Guide.UserDeleted;
import io.eventbus.docs.Guide.UserRegistered;
import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.retry.OutageException;
import io.eventbus.retry.RetryPolicy;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the page about consuming. */
final class ConsumingGuide {

  private static final Logger log = LoggerFactory.getLogger(ConsumingGuide.class);

  final List<String> seen = new CopyOnWriteArrayList<>();

  EventConsumer order(EventBus bus) {
    // docs:order
    EventConsumer consumer =
        bus.consumer("notification-service")
            .on(UserRegistered.class, (event, context) -> sendMail(event.userId()))
            .options(
                ConsumerOptions.defaults()
                    .withOrdering(Ordering.KEY) // the default; PARTITION or NONE
                    .withConcurrency(64) // events in the handlers at once
                    .withStartFrom(StartFrom.end()))
            .start();
    // docs:end
    return consumer;
  }

  EventConsumer handlers(EventBus bus) {
    // docs:handlers
    EventConsumer consumer =
        bus.consumer("search-service")
            .onBatch(
                UserRegistered.class,
                SubscriptionOptions.defaults()
                    .withBatch(new BatchOptions(200, Duration.ofMillis(50))),
                this::index)
            .onAsync(
                TeacherCreated.class,
                SubscriptionOptions.defaults().withTopic("school.teachers"),
                (event, context) -> lookUp(event))
            .onOthers(
                Pattern.compile("user\\..*"),
                (encoded, origin) -> log.info("not for us: {}", encoded.header("ce_type")))
            .start();
    // docs:end
    return consumer;
  }

  // docs:batch
  void index(List<ReceivedEvent<UserRegistered>> events) {
    for (int i = 0; i < events.size(); i++) {
      try {
        addToIndex(events.get(i).event().userId());
      } catch (IllegalStateException e) {
        throw new BatchFailedException(i, e); // those before it are done
      }
    }
  }

  // docs:end

  EventConsumer failures(EventBus bus) {
    // docs:failures
    EventConsumer consumer =
        bus.consumer("billing-service")
            .on(
                UserDeleted.class,
                SubscriptionOptions.defaults()
                    .withRetry(
                        RetryPolicy.defaults()
                            .withMaxAttempts(10) // of this handler alone
                            .notOn(IllegalArgumentException.class) // a dead letter at once
                            .outageOn(ConnectException.class)), // wait, spend no attempt
                (event, context) -> closeAccount(event.userId()))
            .start();
    // docs:end
    return consumer;
  }

  void control(EventConsumer consumer) throws Exception {
    // docs:control
    consumer.pause("user.events"); // or all, or one type
    consumer.resume();

    consumer
        .seekTo(Instant.now().minus(Duration.ofHours(1)))
        .toCompletableFuture()
        .get(30, SECONDS);

    log.info("{}, behind by {}", consumer.state(), consumer.status().lag());
    // docs:end
  }

  private static final TimeUnit SECONDS = TimeUnit.SECONDS;

  private void sendMail(String userId) {
    seen.add("mail " + userId);
  }

  private void addToIndex(String userId) {
    seen.add("index " + userId);
  }

  private CompletionStage<Void> lookUp(TeacherCreated event) {
    return CompletableFuture.runAsync(() -> seen.add("look up " + event.fullName()));
  }

  private void closeAccount(String userId) {
    if (seen.contains("bank away")) {
      throw new OutageException("the bank is away", null);
    }
    seen.add("close " + userId);
  }
}
