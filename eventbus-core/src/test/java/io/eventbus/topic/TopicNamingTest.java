package io.eventbus.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.SampleEvents.KindsShownEvent;
import io.eventbus.SampleEvents.NotAnnotated;
import io.eventbus.SampleEvents.TeacherCreatedIntegrationEvent;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamingTest {

  @EventType("e")
  private record Event() implements IntegrationEvent {}

  @EventType(value = "bad", topic = "no spaces")
  private record BadTopic() implements IntegrationEvent {}

  @Test
  void putsThePrefixBeforeTheClassNameWithoutItsEnding() {
    var naming = TopicNaming.convention("emis.teacher");

    assertThat(naming.topicOf(TeacherCreatedIntegrationEvent.class))
        .isEqualTo("emis.teacher.teachercreated");
    assertThat(naming.topicOf(KindsShownEvent.class)).isEqualTo("emis.teacher.kindsshown");
  }

  @Test
  void takesAPrefixWithATrailingDotAndNoneAtAll() {
    assertThat(TopicNaming.convention("a.").topicOf(KindsShownEvent.class))
        .isEqualTo("a.kindsshown");
    assertThat(TopicNaming.convention("").topicOf(KindsShownEvent.class)).isEqualTo("kindsshown");
  }

  @Test
  void keepsAClassNameThatIsNothingButTheEnding() {
    assertThat(TopicNaming.convention("a").topicOf(Event.class)).isEqualTo("a.event");
  }

  @Test
  void prefersTheTopicFixedOnTheType() {
    assertThat(TopicNaming.convention("a").topicOf(UserRegistered.class)).isEqualTo("user.events");
  }

  @Test
  void refusesAnIllegalFixedTopicAndAClassWithoutType() {
    var naming = TopicNaming.convention("a");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> naming.topicOf(BadTopic.class))
        .withMessageContaining("topic 'no spaces'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> naming.topicOf(NotAnnotated.class))
        .withMessageContaining("@EventType");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a b", "a/b", "ä"})
  void refusesIllegalNames(String topic) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicNaming.requireLegal(topic))
        .withMessageStartingWith("topic ");
  }

  @Test
  void allowsNamesUpTo249Characters() {
    assertThat(TopicNaming.requireLegal("a".repeat(249))).hasSize(249);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicNaming.requireLegal("a".repeat(250)));
  }
}
