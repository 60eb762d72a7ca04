package io.eventbus.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.docs.Guide.UserDeleted;
import io.eventbus.docs.Guide.UserRegistered;
import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The documented programs run. */
@WithKafka
@Timeout(60)
class GuideIT {

  @Test
  void theProgramOfTheReadmeDeliversItsEvent(KafkaCluster kafka) {
    Queue<TeacherCreated> users = new ConcurrentLinkedQueue<>();

    QuickStart.run(kafka.bootstrapServers(), users::add, () -> !users.isEmpty());

    assertThat(users).extracting(TeacherCreated::fullName).containsExactly("Ada Lovelace");
  }

  @Test
  void theGuidesProgramsDoWhatTheySay(KafkaCluster kafka) throws Exception {
    var guide = new Guide();
    try (var bus = Guide.bounded(kafka.bootstrapServers())) {
      guide.publish(bus, new TeacherCreated(UUID.randomUUID(), "Grace Hopper"));
      guide.consume(bus);

      bus.publish(new UserRegistered("u1")).toCompletableFuture().get(30, SECONDS);
      bus.publish(new UserDeleted("u1")).toCompletableFuture().get(30, SECONDS);

      await().until(() -> guide.seen.size() == 2);
      assertThat(guide.seen)
          .containsExactlyInAnyOrder("welcome u1 on attempt 1", "forget u1 of user.events");
    }
  }
}
