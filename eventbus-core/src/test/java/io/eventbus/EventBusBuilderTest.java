package io.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eventbus.SampleEvents.OtherUserRegistered;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.consume.ConsumerState;
import io.eventbus.event.EventBusException;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.event.UnresolvedBrokersException;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.publish.PublisherOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusBuilderTest {

  private static EventBusBuilder complete() {
    return EventBus.builder()
        .bootstrapServers("localhost:1")
        .source("s")
        .closeTimeout(Duration.ZERO);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EventBus.builder().source("s").build())
        .withMessageContaining("bootstrapServers");
    assertThatIllegalStateException()
        .isThrownBy(() -> EventBus.builder().bootstrapServers("localhost:1").build())
        .withMessageContaining("source");
  }

  @Test
  void refusesASourceThatIsNoUriReference() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complete().source("two words"))
        .withMessageContaining("source 'two words'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks", "enable.auto.commit", "max.block.ms", "group.id"})
  void keepsThePropertiesThatItsPromisesRestOn(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complete().clientProperty(name, "1"))
        .withMessageStartingWith("name '" + name + "'");
  }

  @Test
  void namesThePropertyThatAClientRefuses() {
    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(() -> complete().clientProperty("compression.type", "bogus").build())
        .withStackTraceContaining("compression.type");
    try (var bus = complete().clientProperty("max.poll.records", "0").build()) {
      var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {});
      assertThatExceptionOfType(EventBusException.class)
          .isThrownBy(consumer::start)
          .withStackTraceContaining("max.poll.records");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka:99999", "kafka:99999999999", "a:1,b", "a:1,"})
  void anAddressThatIsNoneIsRefusedUnlessTheBusIsSwitchedOff(String servers) {
    var builder = complete().bootstrapServers(servers);

    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(builder::build)
        .withMessageContainingAll("host:port", servers);
    builder.enabled(false).build().close();
  }

  @Test
  void aPropertyOfOneConsumerLeavesTheOthersAlone() {
    try (var bus = complete().clientProperty("max.poll.records", "100").build()) {
      var one = bus.consumer("one").on(UserRegistered.class, (event, context) -> {});
      assertThatExceptionOfType(EventBusException.class)
          .isThrownBy(one.clientProperty("max.poll.records", "0")::start)
          .withStackTraceContaining("max.poll.records");
      try (var other = bus.consumer("other").on(UserRegistered.class, (e, c) -> {}).start()) {
        assertThat(other.state()).isEqualTo(ConsumerState.STARTING);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bootstrap.servers", "enable.auto.commit", "group.id"})
  void aConsumerKeepsThePropertiesThatItsPromisesRestOn(String name) {
    try (var bus = complete().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bus.consumer("g").clientProperty(name, "1"))
          .withMessageStartingWith("name '" + name + "'");
    }
  }

  @Test
  void aBusThatIsSwitchedOffSkipsAndHasNoThread() {
    var before = Thread.getAllStackTraces().keySet();
    try (var bus = EventBus.builder().source("s").enabled(false).build()) {
      var published = bus.publish(new UserRegistered("u")).toCompletableFuture().join();
      assertThat(published.outcome()).isEqualTo(PublishOutcome.SKIPPED);
      assertThat(published.topic()).isEqualTo("user.events");
      assertThat(bus.source()).isEqualTo("s");

      assertThatIllegalStateException().isThrownBy(() -> bus.consumer("g").start());
      var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {}).start();
      assertThat(consumer.state()).isEqualTo(ConsumerState.DISABLED);
      assertThat(consumer.status().lag()).isZero();
      assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
    }
  }

  @Test
  void aRequiredBrokerThatDoesNotAnswerFailsTheStart() {
    for (var servers : new String[] {"localhost:1", "no-such-host.invalid:9092"}) {
      assertThatExceptionOfType(EventBusException.class)
          .isThrownBy(
              () -> complete().bootstrapServers(servers).required(Duration.ofMillis(500)).build())
          .withMessageContaining(servers)
          .withMessageContaining("PT0.5S");
    }
  }

  @Test
  void startsAlthoughNoNameOfABrokerResolves() {
    var options = PublisherOptions.defaults().withWaiting(10, 10_000, Duration.ofMillis(100));
    var builder =
        complete().bootstrapServers("no-such-host.invalid:9092").publisherOptions(options);
    try (var bus = builder.build();
        var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {}).start()) {
      assertThat(consumer.state()).isEqualTo(ConsumerState.RESTARTING);
      assertThat(consumer.failure())
          .hasValueSatisfying(e -> assertThat(e).isInstanceOf(UnresolvedBrokersException.class));
      assertThat(consumer.status().partitions()).isEmpty();
      assertThat(consumer.seekToBeginning().toCompletableFuture()).isCompletedExceptionally();

      var failure =
          bus.publish(new UserRegistered("u"))
              .handle((published, thrown) -> (PublishException) thrown)
              .toCompletableFuture()
              .join();
      assertThat(failure.reason()).isEqualTo(PublishException.Reason.EXPIRED);
      consumer.close(Duration.ZERO);
    }
  }

  @EventType("not.readable")
  private static final class NotReadable implements IntegrationEvent {
    private final String name;

    private NotReadable(String first, String second) {
      this.name = first + second;
    }

    @Override
    public String key() {
      return name;
    }
  }

  @Test
  void aClassThatCannotBeReadIsRefusedAtOnce() {
    assertThat(new NotReadable("a", "b").key()).isEqualTo("ab");
    try (var bus = complete().build()) {
      var consumer = bus.consumer("g");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consumer.on(NotReadable.class, (event, context) -> {}))
          .withMessageContaining("NotReadable cannot be read from JSON");
    }
  }

  @Test
  void aConsumerIsRefusedContradictoryHandlers() {
    try (var bus = complete().build()) {
      var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consumer.on(UserRegistered.class, (event, context) -> {}))
          .withMessageContaining("has a handler on topic user.events already");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> consumer.on(OtherUserRegistered.class, "user.events", (event, context) -> {}))
          .withMessageContaining("both claim the type user.registered v1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consumer.on(UserRegistered.class, "t.g.dlq", (event, context) -> {}))
          .withMessageContaining("dead letters of group g itself");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  bus.consumer("a group").on(UserRegistered.class, "topic", (event, context) -> {}))
          .withMessageContaining("topic.a group.dlq");
    }
  }

  @Test
  void saysWhichLibrariesALoginWithTokensNeeds() {
    var endpoint = "https://localhost/token";
    var security = KafkaSecurity.tls().withOauthBearer(URI.create(endpoint), "id", "secret");
    var builder = EventBus.builder().bootstrapServers("localhost:1").source("s").security(security);

    System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", endpoint);
    try {
      assertThatExceptionOfType(EventBusException.class)
          .isThrownBy(builder::build)
          .withMessageContaining("org.bitbucket.b_c:jose4j")
          .withMessageContaining("jackson-databind");
    } finally {
      System.clearProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls");
    }
  }

  @Test
  void aConsumerNeedsAHandlerAndAnOpenBus() {
    var bus = complete().build();
    assertThatIllegalStateException().isThrownBy(() -> bus.consumer("g").start());

    bus.close();
    bus.close();

    var consumer = bus.consumer("g").on(UserRegistered.class, (event, context) -> {});
    assertThatIllegalStateException()
        .isThrownBy(consumer::start)
        .withMessageContaining("the bus is closed");
  }
}
