package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.Upcasters;
import io.eventbus.retry.RetryPolicy;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

  private final SubscriptionsBuilder builder = new SubscriptionsBuilder("g", Upcasters.none());

  @Test
  void aRetryTopicHasTheHandlersAndThePauseOfItsTopic() {
    add("users");
    var subscriptions = build();

    assertThat(subscriptions.of("users.g.retry")).isSameAs(subscriptions.of("users"));
    assertThat(subscriptions.require("users.g.retry")).isSameAs(subscriptions.of("users"));
    assertThat(subscriptions.retryTopics()).containsExactly("users.g.retry");
    assertThat(subscriptions.originalOf("users.g.retry")).isEqualTo("users");
    assertThat(subscriptions.originalOf("users")).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> subscriptions.require("users.h.retry"));
  }

  @Test
  void aTopicWhoseRetryTopicHadTooLongANameHasNone() {
    add("u".repeat(241));
    add("u".repeat(242));

    assertThat(build().retryTopics()).containsExactly("u".repeat(241) + ".g.retry");
  }

  @Test
  void aPatternFindsTheRetryTopicsOfTheGroupAndNoOtherTopicsBesideTopics() {
    add("users");
    builder.addOthers(Pattern.compile("orders\\..*|mails"), (encoded, origin) -> {});
    var pattern = build().pattern();

    assertThat(pattern)
        .matches(each -> matches(each, "users"))
        .matches(each -> matches(each, "users.g.retry"))
        .matches(each -> matches(each, "orders.new"))
        .matches(each -> matches(each, "orders.new.g.retry"))
        .matches(each -> matches(each, "mails.g.retry"))
        .matches(each -> !matches(each, "orders.new.h.retry"))
        .matches(each -> !matches(each, "orders.new.g.dlq"))
        .matches(each -> !matches(each, "orders.new.g.dlq.acts"))
        .matches(each -> !matches(each, "orders.new.g.dlq.g.retry"))
        .matches(each -> !matches(each, "users.h.retry"))
        .matches(each -> !matches(each, "others.g.retry"));
  }

  @Test
  void tellsWhatThereIsAHandlerForAndWhatIsPaused() {
    add("users");
    add("accounts");
    builder.addPattern(
        Pattern.compile("news\\..*"),
        UserRegistered.class,
        unused -> new Target.One<>((e, c) -> {}),
        null);
    builder.addOthers(Pattern.compile("mails"), (encoded, origin) -> {});
    var subscriptions = build();
    subscriptions.of("news.today");
    subscriptions.require("users").gate().close();

    assertThat(subscriptions.status())
        .containsExactly(
            new SubscriptionStatus("accounts", false, "user.registered", false),
            new SubscriptionStatus("mails", true, "*", false),
            new SubscriptionStatus("news.today", false, "user.registered", false),
            new SubscriptionStatus("news\\..*", true, "user.registered", false),
            new SubscriptionStatus("users", false, "user.registered", true));
  }

  @Test
  void whatIsPausedByItsTypeOrAsAWholeIsPausedOnEachTopic() {
    add("users");
    builder.addOthers(Pattern.compile("users"), (encoded, origin) -> {});
    var subscriptions = build();

    subscriptions.gatesOf(UserRegistered.class).forEach(Gate::close);
    assertThat(subscriptions.status())
        .filteredOn(SubscriptionStatus::paused)
        .extracting(SubscriptionStatus::type)
        .containsExactly("user.registered");

    subscriptions.pauseAll();
    assertThat(subscriptions.status()).hasSize(3).allMatch(SubscriptionStatus::paused);

    subscriptions.resumeAll();
    assertThat(subscriptions.status()).hasSize(3).noneMatch(SubscriptionStatus::paused);
  }

  private static boolean matches(Pattern pattern, String topic) {
    return pattern.matcher(topic).matches();
  }

  private void add(String topic) {
    builder.add(topic, UserRegistered.class, unused -> new Target.One<>((e, c) -> {}), null);
  }

  private Subscriptions build() {
    return builder.build(new Workers(Runnable::run, 1), RetryPolicy.none());
  }
}
