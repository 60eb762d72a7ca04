package io.eventbus.test.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.EventBus;
import io.eventbus.codec.UnencodableEventException;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RecordingPublisherTest {

  private final RecordingPublisher events = RecordingPublisher.create();

  @Test
  void keepsWhatWasPublishedAsTheBrokersWouldHaveGotIt() {
    var event = new Created("t1");
    var options =
        PublishOptions.defaults().withKey("k").withTenantId("school").withHeader("trace", "x");

    var published = events.publish(event, options).toCompletableFuture().join();

    var recorded = events.published(Created.class).single();
    assertThat(recorded.event()).isSameAs(event);
    assertThat(recorded.metadata()).isEqualTo(published.metadata());
    assertThat(recorded.metadata().tenantId()).isEqualTo("school");
    assertThat(recorded.key()).isEqualTo("k");
    assertThat(recorded.topic()).isEqualTo("created");
    assertThat(recorded.headers())
        .containsEntry("trace", "x")
        .containsEntry("ce_type", "test.created");
    assertThat(published.outcome()).isEqualTo(PublishOutcome.ACKNOWLEDGED);
  }

  @Test
  void standsInForABusOfOtherSettings() {
    var bus = EventBus.builder().source("teachers").topicPrefix("emis");
    var own = new RecordingPublisher(bus.encoder());

    own.publish(new Created("t1"));

    var recorded = own.published().single();
    assertThat(recorded.topic()).isEqualTo("emis.created");
    assertThat(recorded.metadata().source()).isEqualTo("teachers");
  }

  @Test
  void findsEventsByTypeKeyTopicAndCondition() {
    events.publish(new Created("t1"));
    events.publish(new Created("t2"));
    events.publish(new Deleted("t1"));

    assertThat(events.published().list()).hasSize(3);
    events.published(Created.class).times(2);
    events.published(Created.class).withKey("t2").single();
    events.published().withKey("t1").toTopic("deleted").single();
    events.published(Created.class).where(each -> each.event().id().equals("t1")).single();
    events.published(Deleted.class).withKey("t2").never();
  }

  @Test
  void tellsWhatThereIsInsteadButNotItsContent() {
    events.publish(new Created("t1"), PublishOptions.defaults().withKey("k"));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> events.published(Deleted.class).withKey("k").single())
        .withMessageContaining("expected of Deleted with key k: 1, but there are 0")
        .withMessageContaining("test.created with key k to created")
        .withMessageNotContaining("t1");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> events.published(Created.class).never());
  }

  @Test
  void awaitsWhatAnotherThreadPublishes() throws InterruptedException {
    var other = new Thread(() -> events.publish(new Created("late")));
    other.start();

    var recorded = events.published(Created.class).await(Duration.ofSeconds(30));

    assertThat(recorded.key()).isEqualTo("late");
    other.join();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> events.published(Created.class).await(2, Duration.ofMillis(20)))
        .withMessageContaining("at least 2 within PT0.02S");
  }

  @Test
  void refusesWhatABusRefuses() {
    var endless = new ArrayList<Object>();
    endless.add(endless);

    assertThatThrownBy(() -> events.publish(new Nameless()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> events.publish(new Unwritable(endless)))
        .isInstanceOf(UnencodableEventException.class);
    events.published().never();
  }

  @Test
  void failsWhereTheTestWantsItToUntilItIsCleared() {
    events.failWith(PublishException.Reason.BUFFER_FULL);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> events.publish(new Created("t1")).toCompletableFuture().join())
        .havingCause()
        .isInstanceOfSatisfying(
            PublishException.class,
            refused -> assertThat(refused.reason()).isEqualTo(PublishException.Reason.BUFFER_FULL));
    events.published().never();

    events.clear();
    assertThat(events.publish(new Created("t1"))).isCompleted();
    events.clear();
    events.published().never();
  }

  @EventType("test.created")
  record Created(String id) implements IntegrationEvent {
    @Override
    public String key() {
      return id;
    }
  }

  @EventType("test.deleted")
  record Deleted(String id) implements IntegrationEvent {
    @Override
    public String key() {
      return id;
    }
  }

  record Nameless() implements IntegrationEvent {}

  @EventType("test.unwritable")
  record Unwritable(List<Object> content) implements IntegrationEvent {}
}
