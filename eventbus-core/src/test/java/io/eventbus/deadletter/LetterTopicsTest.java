package io.eventbus.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterTopicsTest {

  @Test
  void standBesideTheTopicOfTheEvents() {
    assertThat(LetterTopics.deadLettersOf("orders", "billing")).isEqualTo("orders.billing.dlq");
    assertThat(LetterTopics.retriesOf("orders", "billing")).isEqualTo("orders.billing.retry");
    assertThat(LetterTopics.actsOf("orders.billing.dlq")).isEqualTo("orders.billing.dlq.acts");
  }

  @Test
  void doNotPileUpWhenAnEventDiesAgain() {
    assertThat(LetterTopics.deadLettersOf("orders.billing.retry", "billing"))
        .isEqualTo("orders.billing.dlq");
    assertThat(LetterTopics.retriesOf("orders.billing.retry", "billing"))
        .isEqualTo("orders.billing.retry");
    assertThat(LetterTopics.originalOf("orders.billing.retry", "billing")).isEqualTo("orders");
  }

  @Test
  void ofAnotherGroupAreTopicsLikeAnyOther() {
    assertThat(LetterTopics.originalOf("orders.mail.retry", "billing"))
        .isEqualTo("orders.mail.retry");
    assertThat(LetterTopics.originalOf(".billing.retry", "billing")).isEqualTo(".billing.retry");
  }

  @Test
  void areKnownByTheirEnd() {
    assertThat(LetterTopics.isOne("orders.billing.dlq")).isTrue();
    assertThat(LetterTopics.isOne("orders.billing.retry")).isTrue();
    assertThat(LetterTopics.isOne("orders.billing.dlq.acts")).isTrue();
    assertThat(LetterTopics.isOne("orders")).isFalse();
  }
}
